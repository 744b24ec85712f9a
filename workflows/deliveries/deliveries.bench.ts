import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folderStore } from '@sextant/db/blobs/folder-store'
import { systemClock } from '@sextant/db/core/clock'
import type { Bench, BenchRound } from '@sextant/db/testing/bench'
import { testContext } from '@sextant/db/testing/test-context'
import { testDatabase } from '@sextant/db/testing/test-database'
import nodemailer from 'nodemailer'
import { readNetworks } from '../egress/outside'
import { scratchMessage, scratchSecret, useServer, wishAll } from './scratch-mail'
import { sendSome } from './send-some'

const inRound = 2_000
const rounds = 5
const connections = 10

export const rows: Bench[] = [
  {
    name: 'send-mails',
    what: `${inRound * rounds} mails through the ledger, taken, noted, sent and settled, in rounds of ${inRound}, against a pool of the same library that only sends them, messages/s`,
    unit: 'messages/s',
    bar: { atLeast: 0.5 },
    rounds,
    async setUp(): Promise<BenchRound> {
      const database = await testDatabase()
      const ctx = await testContext(database)
      const folder = mkdtempSync(join(tmpdir(), 'sextant-bench-'))
      // In a process of its own, as a mail server is.
      const server = Bun.spawn(
        [process.execPath, fileURLToPath(new URL('../testing/serve-smtp.ts', import.meta.url))],
        {
          stdout: 'pipe',
        },
      )
      const reader = server.stdout.getReader()
      const port = Number(new TextDecoder().decode((await reader.read()).value))
      await useServer(ctx, port, { connections })
      let count = 0
      const perSecond = async (send: () => Promise<unknown>) => {
        const began = performance.now()
        await send()
        return (inRound * 1000) / (performance.now() - began)
      }
      return {
        measure: async () => {
          for (let at = 0; at < inRound; at += 500)
            await wishAll(
              ctx,
              Array.from({ length: 500 }, () => scratchMessage(++count)),
            )
          return perSecond(async () => {
            const deps = {
              ctx,
              blobs: folderStore(folder),
              clock: systemClock,
              secret: scratchSecret,
              privateNetworks: readNetworks('127.0.0.1'),
              mail: undefined,
            }
            while (await sendSome(deps, { maxMs: 600_000, onProgress: () => {} })) {}
          })
        },
        reference: async () => {
          const pool = nodemailer.createTransport({
            host: '127.0.0.1',
            port,
            ignoreTLS: true,
            pool: true,
            maxConnections: connections,
            maxMessages: 100,
          })
          const messages = Array.from({ length: inRound }, () => scratchMessage(++count))
          const sent = await perSecond(() =>
            Promise.all(
              messages.map(({ to, subject, text }) =>
                pool.sendMail({ from: 'sales@meridian.example', to: to[0]!.address, subject, text }),
              ),
            ),
          )
          pool.close()
          return sent
        },
        tearDown: async () => {
          server.kill()
          await server.exited
          rmSync(folder, { recursive: true, force: true })
          await database.drop()
        },
      }
    },
  },
]
