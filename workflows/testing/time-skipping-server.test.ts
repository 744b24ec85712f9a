import { afterAll, beforeAll, expect, test } from 'bun:test'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { timeSkippingServerPath } from './time-skipping-server'

let environment: TestWorkflowEnvironment

beforeAll(async () => {
  const path = await timeSkippingServerPath()
  environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  })
}, 180_000)
afterAll(() => environment?.teardown())

test('thirty days pass at once in the time-skipping server', async () => {
  const before = await environment.currentTimeMs()
  await environment.sleep('30 days')
  expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(30 * 86_400_000)
})
