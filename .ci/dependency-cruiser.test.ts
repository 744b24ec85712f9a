import { afterAll, beforeAll, expect, test } from 'bun:test'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dir, '..')
const rules: { name: string }[] = require('./dependency-cruiser.cjs').forbidden
const tree = mkdtempSync(join(tmpdir(), 'sextant-imports-'))

const files: Record<string, string> = {
  'db/leads/leads.model.ts': 'export const lead = 1',
  'db/leads/leads.rules.ts': `import { lead } from './leads.model'\nexport const rule = lead`,
  'db/leads/leads.queries.ts': 'export const query = 1\nexport type Query = number',
  'edge/leads/leads.routes.ts': `import { query } from '@sextant/db/leads/leads.queries'\nexport const route = query`,
  'ml/app/score.ts': 'export const score = 1',
  'edge/app/contract.ts': 'export type Answer = number\nexport const contract = 1',
  'ui/src/app/api.ts': `import type { Answer } from '@sextant/edge/app/contract'\nexport const api: Answer = 1`,
  'ui/src/app/app.tsx': 'export const App = () => <p />',
  'ui/src/leads/table.tsx': `import { rule } from '@sextant/db/leads/leads.rules'\nimport { App } from '../app/app'\nexport const Table = () => <App>{rule}</App>`,
  'workflows/leads/leads.activities.ts': `import { query } from '@sextant/db/leads/leads.queries'\nexport const act = query\nexport type Act = number`,
  'workflows/leads/score.workflow.ts': `import type { Act } from './leads.activities'\nimport type { Query } from '@sextant/db/leads/leads.queries'\nimport { rule } from '@sextant/db/leads/leads.rules'\nexport const flow = (act: Act, query: Query) => act + query + rule`,
  'db/core/one.ts': `import type { Two } from './two'\nexport type One = Two`,
  'db/core/two.ts': `import type { One } from './one'\nexport type Two = One | 1`,
}

/** Each floor of db importing the one above it, types only: a type is an arrow too. */
const floorViolations = Object.fromEntries(
  [
    ['process', 'core', 'process'],
    ['core', 'filter', 'core'],
    ['filter', 'events', 'filter'],
    ['events', 'records', 'fields-events'],
    ['records', 'leads', 'records'],
    ['leads', 'reading', 'areas'],
    ['reading', 'mapping', 'reading'],
    ['mapping', 'demo', 'mapping'],
    ['demo', 'imports', 'demo'],
    ['imports', 'app', 'changes-imports-exports-search-bulk'],
  ].map(([below, above, floor]) => [
    `floor-${floor}-knows-none-above`,
    {
      [`db/${above}/above.ts`]: 'export type Above = 1',
      [`db/${below}/below.ts`]: `import type { Above } from '../${above}/above'\nexport type Below = Above`,
    },
  ]),
)

const violations: Record<string, Record<string, string>> = {
  'no-cycles': {
    'db/deals/a.ts': `import { b } from './b'\nexport const a = () => b`,
    'db/deals/b.ts': `import { a } from './a'\nexport const b = () => a`,
  },
  'db-imports-no-room': {
    'db/deals/a.ts': `import { score } from '../../ml/app/score'\nexport const a = score`,
  },
  ...floorViolations,
  'who-has-a-database-has-the-entities': {
    'db/core/connect.ts': 'export const connect = 1',
    'ml/app/a.ts': `import { connect } from '@sextant/db/core/connect'\nexport const a = connect`,
  },
  'ml-imports-db-only': {
    'ml/app/a.ts': `import { route } from '../../edge/leads/leads.routes'\nexport const a = route`,
  },
  'edge-never-calls-temporal': {
    'edge/deals/a.ts': `import { act } from '../../workflows/leads/leads.activities'\nexport const a = act`,
  },
  'workflows-import-no-door': {
    'workflows/app/a.ts': `import { route } from '../../edge/leads/leads.routes'\nexport const a = route`,
  },
  'a-workflow-is-deterministic': {
    'workflows/deals/a.workflow.ts': `import { query } from '@sextant/db/leads/leads.queries'\nexport const a = query`,
  },
  'a-workflow-imports-activities-as-types': {
    'workflows/leads/a.workflow.ts': `import { act } from './leads.activities'\nexport const a = act`,
  },
  'ui-sees-models-rules-and-events-only': {
    'ui/src/leads/a.tsx': `import { query } from '@sextant/db/leads/leads.queries'\nexport const A = () => <p>{query}</p>`,
  },
  'ui-sees-the-contract-as-types': {
    'ui/src/app/a.ts': `import { contract } from '@sextant/edge/app/contract'\nexport const a = contract`,
  },
  'models-rules-and-events-are-pure': {
    'db/deals/deals.rules.ts': `import { randomUUID } from 'node:crypto'\nexport const a = randomUUID`,
  },
  'areas-of-the-edge-are-strangers': {
    'edge/deals/a.ts': `import { route } from '../leads/leads.routes'\nexport const a = route`,
  },
  'areas-of-the-ui-are-strangers': {
    'ui/src/deals/a.tsx': `import { Table } from '../leads/table'\nexport const A = () => <Table />`,
  },
}

beforeAll(() => {
  cpSync(join(root, 'tsconfig.json'), join(tree, 'tsconfig.json'))
  for (const room of ['db', 'edge', 'workflows', 'ml', 'ui']) {
    const exports = { './*': './*.ts' }
    write({ [`${room}/package.json`]: JSON.stringify({ name: `@sextant/${room}`, type: 'module', exports }) })
  }
  // As the package manager links them: each room sees the others below its own node_modules.
  for (const room of ['edge', 'workflows', 'ml', 'ui']) {
    mkdirSync(join(tree, room, 'node_modules'), { recursive: true })
    for (const other of ['db', 'edge'])
      Bun.spawnSync(
        [
          'sh',
          '-c',
          'mkdir -p node_modules/@sextant && ln -sfn "$1" "node_modules/@sextant/$0"',
          other,
          join(tree, other),
        ],
        {
          cwd: join(tree, room),
        },
      )
  }
  write(files)
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

test('a tree that keeps the rules passes, type-only cycles and the interface between rooms included', () => {
  expect(broken()).toEqual([])
})

test('each rule has a violation that proves it', () => {
  expect(Object.keys(violations).sort()).toEqual(rules.map(rule => rule.name).sort())
})

test.each(Object.keys(violations))('an import that breaks "%s" is found', name => {
  const added = violations[name] ?? {}
  write(added)
  expect(broken()).toContain(name)
  for (const path of Object.keys(added)) rmSync(join(tree, path))
})

function write(content: Record<string, string>): void {
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
}

function broken(): string[] {
  const cruise = Bun.spawnSync(
    [
      process.execPath,
      '--bun',
      join(root, 'node_modules/.bin/depcruise'),
      ...['--config', join(root, '.ci/dependency-cruiser.cjs'), '--output-type', 'json'],
      ...['db', 'edge', 'workflows', 'ml', 'ui/src'],
    ],
    { cwd: tree },
  )
  const { summary } = JSON.parse(cruise.stdout.toString())
  return [...new Set<string>(summary.violations.map((found: { rule: { name: string } }) => found.rule.name))]
}
