// Who may import whom (ARCHITECTURE.md, "Five rooms"). There is no allow-list: a rule holds for the whole tree.
// The floors of db, the lowest first: a folder imports those of its own floor and below. `undefined` stands for the areas, which are all others.
const floors = [
  ['process'],
  ['core'],
  ['filter'],
  ['fields', 'events'],
  ['records'],
  undefined,
  ['reading'],
  ['mapping'],
  ['demo'],
  ['changes', 'imports', 'exports', 'search', 'bulk'],
  ['app', 'testing'],
]
const named = floors.flatMap(floor => floor ?? [])
const foldersOf = floor => (floor ? `(${floor.join('|')})` : `(?!(${named.join('|')})/)[^/]+`)
const floorsOfDb = floors.slice(0, -1).map((floor, at) => ({
  name: `floor-${floor ? floor.join('-') : 'areas'}-knows-none-above`,
  severity: 'error',
  // What tests are made of may stand above what they test.
  from: { path: `^db/${foldersOf(floor)}/`, pathNot: '\\.(test|bench)\\.ts$|/scratch-[^/]*$' },
  to: {
    path: floors.slice(at + 1).map(above => `^db/${foldersOf(above)}/`),
    pathNot: '^db/[^/]+\\.ts$|^db/node_modules/',
  },
}))

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      // Two files that name each other's types only are no cycle: nothing of it is left at run time.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'db-imports-no-room',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(edge|workflows|ml|ui)/' },
    },
    ...floorsOfDb,
    {
      name: 'who-has-a-database-has-the-entities',
      severity: 'error',
      from: { path: '.', pathNot: '^db/app/open-database\\.ts$' },
      to: { path: '^db/core/connect\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ml-imports-db-only',
      severity: 'error',
      from: { path: '^ml/' },
      to: { path: '^(edge|workflows|ui)/' },
    },
    {
      name: 'edge-never-calls-temporal',
      severity: 'error',
      from: { path: '^edge/' },
      to: { path: '^(workflows|ui/src)/|@temporalio' },
    },
    {
      name: 'workflows-import-no-door',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(edge|ui)/' },
    },
    {
      name: 'a-workflow-is-deterministic',
      severity: 'error',
      from: { path: '^workflows/.*\\.workflow\\.ts$' },
      to: {
        path: '^(db|ml)/',
        pathNot: '\\.(model|rules|grants|events|import)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'a-workflow-imports-activities-as-types',
      severity: 'error',
      from: { path: '^workflows/.*\\.workflow\\.ts$' },
      to: { path: '\\.activities\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-sees-models-rules-and-events-only',
      severity: 'error',
      from: { path: '^ui/src/', pathNot: '\\.pw\\.ts$' },
      to: {
        path: '^(db|edge|workflows|ml)/',
        pathNot: '\\.(model|rules|grants|events|import)\\.ts$|^edge/app/contract\\.ts$',
      },
    },
    {
      name: 'ui-sees-the-contract-as-types',
      severity: 'error',
      from: { path: '^ui/src/' },
      to: { path: '^edge/app/contract\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'models-rules-and-events-are-pure',
      severity: 'error',
      from: { path: '\\.(model|rules|grants|events|import)\\.ts$' },
      to: { pathNot: '\\.(model|rules|grants|events|import)\\.ts$|node_modules/(\\.bun/)?valibot' },
    },
    {
      name: 'areas-of-the-edge-are-strangers',
      severity: 'error',
      from: { path: '^edge/([^/]+)/', pathNot: '^edge/app/' },
      to: { path: '^edge/', pathNot: '^edge/(app|testing|$1)/|/node_modules/' },
    },
    {
      name: 'areas-of-the-ui-are-strangers',
      severity: 'error',
      from: { path: '^ui/src/([^/]+)/', pathNot: '^ui/src/(app|routes)/|\\.pw\\.ts$' },
      to: { path: '^ui/src/', pathNot: '^ui/src/(app|parts|$1)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.sextant)/' },
    // TypeScript 7 has no compiler API yet, and without one the default parser would see no import of a .ts file.
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
