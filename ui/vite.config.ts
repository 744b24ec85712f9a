import { solidStart } from '@solidjs/start/config'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { leanClient } from './lean-client'
import { patientImports } from './patient-imports'

/** What only dialogs, menus, forms and lists of choices need stays out of the first load, however many pages have some. */
const notOfDialogs =
  /^(?!.*(@kobalte|@corvu|solid-presence|solid-prevent-scroll|@solid-primitives.(props|refs)|overlay.(dialog|menu-open|popover-open)|form.form|(select|combobox|text)-field|field-frame|panel.card))/

/** What pages with a list share, and few others: not their forms, with which all fields and their menus would come. */
const ofLists =
  /src.parts.(grid|records.(?!(record-form|field-control|reference-field|more-fields|create-dialog|condition))|state|tabs|chip|button)|db.(core|records|fields|filter)/

export default defineConfig({
  plugins: [patientImports(), solidStart(), tailwindcss(), leanClient()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: 'common', test: notOfDialogs, minShareCount: 64, priority: 2 },
                { name: 'lists', test: ofLists, minShareCount: 9, priority: 1 },
                { name: 'icons', test: /lucide-solid/, minShareCount: 9, priority: 1 },
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
