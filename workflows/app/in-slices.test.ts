import { expect, test } from 'bun:test'
import { ApplicationFailure } from '@temporalio/common'
import { inSlices, mostBroken } from './in-slices'

/** An attempt of an activity, and what its server would know of it when its process is gone. */
function attempt(number: number, heartbeatDetails?: unknown) {
  const beats: unknown[] = []
  return {
    beats,
    activity: {
      info: { attempt: number, heartbeatDetails },
      heartbeat: (details?: unknown) => void beats.push(details),
    },
  }
}

test('a first attempt has its whole slice; one that takes over what was broken off reports back with its first progress', async () => {
  const given = async (number: number) => {
    const { activity } = attempt(number)
    return inSlices(60_000, async maxMs => maxMs, activity)
  }
  expect(await given(1)).toBe(60_000)
  expect([await given(2), await given(7)]).toEqual([0, 0])
})

test('work at which its process is gone again and again without progress is given up with a sentence', async () => {
  let details: unknown
  for (let number = 1; number <= mostBroken; number += 1) {
    const { activity, beats } = attempt(number, details)
    void inSlices(60_000, () => new Promise(() => {}), activity)
    details = beats.at(-1)
  }
  let worked = false
  const work = async () => {
    worked = true
  }
  const { activity } = attempt(mostBroken + 1, details)
  const given = await inSlices(60_000, work, activity).catch(error => error)
  expect(given).toBeInstanceOf(ApplicationFailure)
  expect([given.nonRetryable, worked]).toEqual([true, false])
  expect(given.message).toContain('at the same place')
})

test('progress, or an end with a word such as an outage, begins the count anew', async () => {
  const nearly = { broken: mostBroken - 1 }
  const outage = attempt(8, nearly)
  await inSlices(60_000, async () => Promise.reject(new Error('away')), outage.activity).catch(
    () => undefined,
  )
  const progress = attempt(8, nearly)
  void inSlices(
    60_000,
    async () => {
      progress.activity.heartbeat(2_000)
      await new Promise(() => {})
    },
    progress.activity,
  )
  for (const { beats } of [outage, progress]) {
    const { activity } = attempt(9, beats.at(-1))
    expect(await inSlices(60_000, async () => 'done', activity)).toBe('done')
  }
})
