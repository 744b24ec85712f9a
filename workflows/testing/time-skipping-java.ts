import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '@sextant/db/server/free-port'

const VERSION = '1.38.0'
const MAIN = 'io.temporal.testserver.TestServer'
const START_LIMIT_MS = 60_000

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>sextant</groupId><artifactId>time-skipping-server</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${VERSION}</version>
  </dependency></dependencies>
</project>
`

/**
 * Makes, in `folder`, an executable that runs the time-skipping server with Java 11 or newer, from jars that Maven fetches into `home`.
 * For the platforms without a native one. Throws an Error that says what to install.
 */
export async function timeSkippingByJava(folder: string, home: string): Promise<string> {
  const java = program('java', 'a Java runtime, version 11 or newer')
  await mkdir(home, { recursive: true })
  await fetchJars(home)
  await archiveClasses(java, home)
  const wrapper = join(folder, 'temporal-test-server')
  writeFileSync(wrapper, script(java, home))
  chmodSync(wrapper, 0o755)
  return wrapper
}

function program(name: string, what: string): string {
  const path = Bun.which(name)
  if (!path)
    throw new Error(`Workflow tests need ${what} (${name}). Install it, or set SEXTANT_TEST_TEMPORAL_SERVER.`)
  return path
}

async function fetchJars(folder: string): Promise<void> {
  const maven = program('mvn', 'Maven, to fetch the time-skipping server')
  rmSync(join(folder, 'jars'), { recursive: true, force: true })
  writeFileSync(join(folder, 'pom.xml'), project)
  const copy = [
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${join(folder, 'jars')}`,
  ]
  const fetching = Bun.spawn([maven, '-q', '-B', '-f', join(folder, 'pom.xml'), ...copy], {
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [said, status] = await Promise.all([new Response(fetching.stdout).text(), fetching.exited])
  if (status !== 0) throw new Error(`Maven could not fetch the time-skipping server:\n${said.slice(-2_000)}`)
}

/** Runs the server once and keeps its loaded classes: later starts take 0.4 s, well inside the SDK's limit of 5 s. */
async function archiveClasses(java: string, folder: string): Promise<void> {
  const port = await freePort()
  const archive = `-XX:ArchiveClassesAtExit=${join(folder, 'classes.jsa')}`
  const server = Bun.spawn(
    [java, archive, '-cp', classPath(folder), MAIN, String(port), '--enable-time-skipping'],
    {
      stdout: 'ignore',
      stderr: 'ignore',
    },
  )
  for (let waitedMs = 0; !(await accepts(port)) && waitedMs < START_LIMIT_MS; waitedMs += 100)
    await Bun.sleep(100)
  server.kill('SIGTERM')
  await server.exited
}

async function accepts(port: number): Promise<boolean> {
  try {
    const socket = await Bun.connect({ hostname: '127.0.0.1', port, socket: { data() {} } })
    socket.end()
    return true
  } catch {
    return false
  }
}

// Named one by one: an archive of classes is refused when the class path is a pattern.
const classPath = (folder: string) =>
  readdirSync(join(folder, 'jars'))
    .sort()
    .map(jar => join(folder, 'jars', jar))
    .join(':')

const script = (java: string, folder: string) => `#!/bin/sh
exec '${java}' -Xshare:auto -XX:SharedArchiveFile='${join(folder, 'classes.jsa')}' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m -cp '${classPath(folder)}' ${MAIN} "$@"
`
