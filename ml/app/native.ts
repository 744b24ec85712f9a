import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openBackend } from './backend'
import { nativeFolder, nodeIncludeFolders } from './config'

// `bun run ml:native`: builds the native TensorFlow backend into the cache folder, from the npm package's sources and the libraries in
// the Python wheel, because the package's own install script downloads from a place many networks do not reach.

const tfjsVersion = '4.22.0'
const wheelVersion = '2.15.1'

const say = (line: string) => console.log(`ml:native  ${line}`)

/** Answers what is missing on this machine, in sentences that say what to install. */
function missingTools(): string[] {
  const has = (command: string, ...args: string[]) => {
    try {
      execFileSync(command, args, { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  const missing: string[] = []
  if (process.platform !== 'linux' || process.arch !== 'x64')
    missing.push('It can be built on 64-bit x86 Linux only.')
  if (!has('g++', '--version')) missing.push('Install a C++ compiler (g++).')
  if (!has('python3', '-m', 'pip', '--version')) missing.push('Install Python 3 with pip.')
  if (!nodeHeaders())
    missing.push('Install the headers of Node (libnode-dev, or a Node from its own archive).')
  return missing
}

const nodeHeaders = () => nodeIncludeFolders().find(folder => existsSync(join(folder, 'node_api.h')))

/** Runs a step to its end; throws with the end of what it said. A line every ten seconds shows that it lives. */
async function step(what: string, command: string, args: string[], cwd: string) {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  say(`${what} …`)
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const keep = (text: Buffer) => {
    said = (said + text.toString()).slice(-4000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ticking = setInterval(() => say(`${what}: ${seconds()} s`), 10_000)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  }).finally(() => clearInterval(ticking))
  if (code !== 0) throw new Error(`${what} failed (status ${code}).\n${said}`)
  say(`${what}: done in ${seconds()} s`)
}

/** Takes what the binding links against, and nothing else, out of the wheel. */
const unpack = `
import os, shutil, sys, zipfile
deps = sys.argv[2]
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for name in wheel.namelist():
        if name.endswith('/'):
            continue
        if name.startswith('tensorflow/include/'):
            target = os.path.join(deps, name[len('tensorflow/'):])
        elif name in ('tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2'):
            target = os.path.join(deps, 'lib', os.path.basename(name))
        else:
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with wheel.open(name) as source, open(target, 'wb') as out:
            shutil.copyfileobj(source, out)
`

/** Builds beside the final place and moves it there at the end, so that a build that was broken off is never taken for one. */
async function build(folder: string) {
  const draft = `${folder}.part`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  const manifest = { private: true, dependencies: { '@tensorflow/tfjs-node': tfjsVersion } }
  await writeFile(join(draft, 'package.json'), JSON.stringify(manifest))
  await step('Fetching the npm package', process.execPath, ['install', '--ignore-scripts'], draft)
  const wanted = [
    '--no-deps',
    '--only-binary=:all:',
    '--python-version=3.11',
    '--platform=manylinux2014_x86_64',
  ]
  await step(
    'Fetching the TensorFlow libraries (207 MB)',
    'python3',
    ['-m', 'pip', 'download', ...wanted, '--dest', draft, `tensorflow-cpu==${wheelVersion}`],
    draft,
  )
  const wheel = (await readdir(draft)).find(name => name.endsWith('.whl'))
  if (!wheel) throw new Error('The wheel of TensorFlow did not arrive.')
  const home = join(draft, 'node_modules/@tensorflow/tfjs-node')
  await step('Unpacking', 'python3', ['-c', unpack, join(draft, wheel), join(home, 'deps')], draft)
  await rm(join(draft, wheel))
  await mkdir(join(home, 'lib/napi-v8'), { recursive: true })
  const flags = [
    '-shared',
    '-fPIC',
    '-O2',
    '-std=c++17',
    `-I${nodeHeaders()}`,
    '-Ideps/include',
    '-DNAPI_VERSION=8',
  ]
  const libraries = ['-Ldeps/lib', '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2']
  await step(
    'Compiling',
    'g++',
    [
      ...flags,
      'binding/tfjs_backend.cc',
      'binding/tfjs_binding.cc',
      ...libraries,
      '-Wl,-rpath,$ORIGIN/../../deps/lib',
      '-o',
      'lib/napi-v8/tfjs_binding.node',
    ],
    home,
  )
  await rm(join(home, 'deps/include'), { recursive: true })
  await rm(folder, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true })
  await rename(draft, folder).catch(() => cp(draft, folder, { recursive: true }))
}

async function main() {
  const folder = nativeFolder()
  if (await openBackend('native').catch(() => null)) return say(`Already there: ${folder}`)
  const missing = missingTools()
  if (missing.length) throw new Error(missing.join(' '))
  await build(folder)
  await openBackend('native')
  say(`Ready: ${folder}. Models are trained with it from now on.`)
}

if (import.meta.main) {
  await main().catch(fault => {
    console.error(`ml:native  ${fault instanceof Error ? fault.message : fault}`)
    console.error('ml:native  Nothing is lost: training goes on with WebAssembly.')
    process.exit(1)
  })
}
