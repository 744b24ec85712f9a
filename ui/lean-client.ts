import type { Plugin } from 'vite'

/** What SolidStart shows while one develops, and the packages for it and for server functions, of which there are none here. */
const notInBrowsers =
  /node_modules.(terracotta|seroval|seroval-plugins).|start.dist.(shared.(dev-toolbar|ui)|fns).|solid-start:seroval-plugins/

/**
 * Leaves out of the browser's build what nothing in it uses. SolidStart brings it, and nothing tells the bundler that these modules do nothing
 * by themselves. A plugin, for SolidStart's own overwrites what the configuration says of it.
 */
export function leanClient(): Plugin {
  return {
    name: 'lean-client',
    enforce: 'post',
    config: () => ({
      environments: {
        client: {
          build: {
            rolldownOptions: {
              treeshake: {
                moduleSideEffects: [{ test: notInBrowsers, sideEffects: false }],
                // With it SolidStart finds the handler of a request, on the server alone.
                manualPureFunctions: ['createRouter'],
              },
            },
          },
        },
      },
    }),
  }
}
