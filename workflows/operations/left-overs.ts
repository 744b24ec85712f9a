import { runningPostgres, stopPostgres } from '@sextant/db/server/running-postgres'
import type { DataFolder } from './data-folder'
import { stopGroup } from './process-group'
import type { Progress } from './progress'
import { forgetProcess, leftOverProcesses, unrecordedProcesses } from './run-records'

const GRACE_MS = 10_000

/** Stops what a killed supervisor left running in this data folder: first the parts, then the database that they use. */
export async function stopLeftOvers(folder: DataFolder, progress: Pick<Progress, 'say'>): Promise<void> {
  const recorded = leftOverProcesses(folder.run).filter(({ part }) => part !== 'postgres')
  const others = unrecordedProcesses(folder.root).filter(
    ({ pid }) => !recorded.some(known => known.pid === pid),
  )
  await Promise.all(
    [...recorded, ...others].map(async ({ part, pid }) => {
      progress.say(part, 'was left running by a Sextant that was killed; stopping it')
      await stopGroup(pid, GRACE_MS)
      forgetProcess(folder.run, part)
    }),
  )
  const server = runningPostgres(folder.postgres)
  if (!server) return
  progress.say('postgres', 'was left running by a Sextant that was killed; stopping it')
  await stopPostgres(server)
}
