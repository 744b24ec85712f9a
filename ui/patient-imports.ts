import type { Plugin } from 'vite'

const patiently = `${import.meta.dirname}/src/app/patiently.ts`
/** An `import()` of a literal, as sources and the router's list of routes write it. */
const dynamicImport = /\bimport\(\s*((["'`])[^"'`\n]+\2)\s*\)/g

/** In the browser each `import()` waits for a server that cannot be reached (`src/app/patiently.ts`), instead of failing for good. */
export const patientImports = (): Plugin => ({
  name: 'sextant:patient-imports',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    order: 'pre',
    handler(code, id) {
      const isOurs = id.includes('/ui/src/') || id.includes('solid-start:routes')
      // What any first page has is there before it can be missed.
      if (!isOurs || id.startsWith(patiently) || /\/(place|app\/text)\.ts$/.test(id)) return
      const patient = code.replaceAll(dynamicImport, 'patiently(() => import($1))')
      if (patient === code) return
      return { code: `import { patiently } from ${JSON.stringify(patiently)};${patient}`, map: null }
    },
  },
})
