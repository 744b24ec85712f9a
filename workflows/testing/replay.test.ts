import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils'
import { Worker } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { bundleWorkflows } from '../app/bundle'
import * as workflows from '../app/workflows'
import { quietRuntime } from './quiet-runtime'

quietRuntime()

const room = fileURLToPath(new URL('..', import.meta.url))
const histories = [...new Bun.Glob('*/histories/*.json').scanSync({ cwd: room })].sort()
const read = (file: string) => JSON.parse(readFileSync(`${room}/${file}`, 'utf8'))

let bundle: ReturnType<typeof bundleWorkflows> | undefined
const replay = async (file: string, history = read(file)) => {
  bundle ??= bundleWorkflows()
  await Worker.runReplayHistory({ workflowBundle: await bundle }, historyFromJSON(history))
}

// A workflow that runs while we deploy goes on with the new code: it must take the same steps as the old one did.
for (const file of histories)
  test(`the code of today replays ${file}`, async () => {
    await replay(file)
  }, 120_000)

test('of every workflow there is a history', () => {
  const recorded = histories.map(
    file => read(file).events[0].workflowExecutionStartedEventAttributes.workflowType.name,
  )
  expect([...new Set(recorded)].sort()).toEqual(Object.keys(workflows).sort())
})

test('a history that the code did not make is refused', async () => {
  const file = 'app/histories/maintain.json'
  const changed = JSON.stringify(read(file)).replaceAll('"makePartitions"', '"doSomethingElse"')
  await expect(replay(file, JSON.parse(changed))).rejects.toBeInstanceOf(DeterminismViolationError)
}, 120_000)
