import { solidStart } from '@solidjs/start/config'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { patientImports } from './patient-imports'

/** What only dialogs, menus and lists of choices need stays out of the first load, however many pages have some. */
const notOfDialogs =
  /^(?!.*(@kobalte|overlay.(dialog|menu-open|popover-open)|form.form-dialog|(select|combobox)-field))/

export default defineConfig({
  plugins: [patientImports(), solidStart(), tailwindcss()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: 'common', test: notOfDialogs, minShareCount: 28, priority: 2 },
                { name: 'icons', test: /lucide-solid/, minShareCount: 6, priority: 1 },
              ],
            },
          },
        },
      },
    },
    // Without these conditions the server bundle picks builds meant for Node, and Bun answers an empty 204.
    ssr: { resolve: { conditions: ['solid', 'bun', 'module', 'node', 'production'] } },
  },
})
