import { plugin } from 'bun'

// Under test there is no browser to draw in, and an icon's first line asks for one.
plugin({
  name: 'icons draw nothing in tests',
  setup(build) {
    build.onLoad({ filter: /lucide-solid.dist.esm.Icon\.mjs$/ }, () => ({
      contents: 'export default () => null',
      loader: 'js',
    }))
  },
})
