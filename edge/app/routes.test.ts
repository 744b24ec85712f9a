import { expect, test } from 'bun:test'
import type { Route } from './route'
import { forms, routes } from './routes'

test('every route that an area declares is served, and no two answer to the same request', async () => {
  const served = [...routes, ...forms]
  const root = new URL('..', import.meta.url).pathname
  for (const file of new Bun.Glob('*/*.routes.ts').scanSync(root)) {
    const module: Record<string, unknown> = await import(`${root}${file}`)
    for (const [name, list] of Object.entries(module).filter(([, value]) => Array.isArray(value)))
      for (const route of list as Route[])
        expect([name, route.path, served.includes(route)]).toEqual([name, route.path, true])
  }
  const requests = served.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`)
  expect(requests.filter((one, at) => requests.indexOf(one) !== at)).toEqual([])
})
