import { expect, test } from 'bun:test'
import { taskNames, tasks } from '@sextant/db/access/tasks.rules'
import { startingKinds } from '@sextant/db/app/unfinished-work.queries'
import { Glob } from 'bun'
import { consumers } from '../relay/consumers'
import { schedules } from './schedules'

const root = `${import.meta.dir}/../..`

/** Starts the work that events ask for, and does nothing of it. */
const starter = 'start-workflows'

const listed = (what: 'schedules' | 'consumers' | 'works') =>
  taskNames.flatMap(name => tasks[name][what] ?? []).toSorted()

/** The sources of the rooms but for their tests, by path. */
async function sources(): Promise<[path: string, text: string][]> {
  const paths = [...new Glob('{db,edge,ml,workflows}/**/*.ts').scanSync(root)].filter(
    path => !/node_modules|\.(test|bench)\.ts$|\/(testing|scratch-)/.test(path),
  )
  return Promise.all(paths.map(async path => [path, await Bun.file(`${root}/${path}`).text()] as const)).then(
    all => all.map(([path, text]) => [path, text]),
  )
}

test('each schedule, each consumer and each kind of work that outlives its request is of one task, and no task names another', () => {
  expect(listed('schedules')).toEqual(schedules.map(({ scheduleId }) => scheduleId).toSorted())
  expect(listed('consumers')).toEqual(
    consumers.flatMap(({ name }) => (name === starter ? [] : [name])).toSorted(),
  )
  expect(listed('works')).toEqual(startingKinds.toSorted())
})

test('each task is done somewhere, and each is called by a name of its own', async () => {
  const used = new Set(
    (await sources()).flatMap(([, text]) =>
      [...text.matchAll(/(?:task: |task = |taskAccess\(|contextOf\(\w+, )'(\w+)'/g)].map(([, name]) => name!),
    ),
  )
  expect(taskNames.filter(name => !used.has(name))).toEqual([])
  expect(new Set(taskNames.map(name => tasks[name].name)).size).toBe(taskNames.length)
})

test('nobody enters a workspace without saying as whom but to find out for whom work is, and the doctor', async () => {
  const entering = (await sources()).flatMap(([path, text]) =>
    /(inWorkspace|readOnce)\(\s*\{(?![^}]*access)/.test(text) ? [path] : [],
  )
  expect(entering.toSorted()).toEqual([
    'db/access/work-context.ts',
    'db/deals/repair-deal-sums.ts',
    'db/doctor/examine.ts',
    'db/doctor/file-checks.ts',
    'db/imports/import-context.ts',
  ])
})
