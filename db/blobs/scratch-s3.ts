import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsV4Signer } from 'aws4fetch'
import { freePort } from '../server/free-port'
import { makeOnce } from '../server/make-once'
import { config } from '../testing/config'

const version = '1.8.0'

/** A real S3 server (versitygw, Apache-2.0) over a folder of its own, with a bucket in it; built by Go the first time. */
export async function scratchS3() {
  const program = await makeOnce(join(config.cacheFolder, `versitygw-${version}`, 'versitygw'), build)
  const folder = mkdtempSync(join(tmpdir(), 'sextant-s3-'))
  for (const below of ['root', 'sidecar']) mkdirSync(join(folder, below))
  const place = {
    endpoint: '',
    bucket: 'files',
    region: 'us-east-1',
    accessKey: 'sextant',
    secretKey: 'a secret of this test',
  }
  let server: Bun.Subprocess | undefined
  const start = async () => {
    const port = place.endpoint ? Number(new URL(place.endpoint).port) : await freePort()
    place.endpoint = `http://127.0.0.1:${port}`
    server = Bun.spawn(
      [
        program,
        '--port',
        `127.0.0.1:${port}`,
        'posix',
        '--sidecar',
        join(folder, 'sidecar'),
        join(folder, 'root'),
      ],
      {
        env: { ...process.env, ROOT_ACCESS_KEY: place.accessKey, ROOT_SECRET_KEY: place.secretKey },
        stdout: 'ignore',
        stderr: 'ignore',
      },
    )
    while (!(await makeBucket(place).catch(() => false))) {
      if (server.exitCode !== null) throw new Error(`The S3 server ended by itself (${server.exitCode}).`)
      await Bun.sleep(50)
    }
  }
  const stop = async () => {
    server?.kill('SIGKILL')
    await server?.exited
  }
  await start()
  return {
    place,
    start,
    stop,
    end: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function build(folder: string): Promise<string> {
  const source = `github.com/versity/versitygw/cmd/versitygw@v${version}`
  const go = Bun.spawn(['go', 'install', '-ldflags', '-s -w', source], {
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOBIN: folder },
    stdout: 'ignore',
    stderr: 'pipe',
  })
  const said = await new Response(go.stderr).text()
  if ((await go.exited) !== 0)
    throw new Error(`The S3 server for the tests cannot be built: ${said.slice(-2000)}`)
  return join(folder, 'versitygw')
}

async function makeBucket(place: {
  endpoint: string
  bucket: string
  region: string
  accessKey: string
  secretKey: string
}) {
  const { url, headers } = await new AwsV4Signer({
    method: 'PUT',
    url: `${place.endpoint}/${place.bucket}`,
    accessKeyId: place.accessKey,
    secretAccessKey: place.secretKey,
    region: place.region,
    service: 's3',
  }).sign()
  const answer = await fetch(url, { method: 'PUT', headers })
  return answer.ok || answer.status === 409
}
