import { runCommand } from './run-command'

/** The one without windows first: it takes half of the processor's time. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
const install = 'install -y --no-install-recommends'
const packages = [
  'update',
  `${install} chromium-headless-shell fonts-noto-core`,
  // Where there is no package of the shell.
  `${install} chromium fonts-noto-core`,
]

/**
 * The path of a Chromium for the browser tests: an installed one, or one installed now with the system's package manager where
 * that is allowed. Throws an Error that says what to install.
 */
export async function chromiumPath(): Promise<string> {
  const installed = find()
  if (installed) return installed
  if (process.getuid?.() === 0 && Bun.which('apt-get'))
    for (const words of packages) {
      await runCommand(['apt-get', '-qq', ...words.split(' ')], { DEBIAN_FRONTEND: 'noninteractive' })
      if (find()) break
    }
  const now = find()
  if (now) return now
  throw new Error(
    'The browser tests need Chromium: install it (Debian and Ubuntu: sudo apt-get install chromium) and run this again.',
  )
}

function find(): string | undefined {
  for (const name of names) {
    const path = Bun.which(name)
    if (path) return path
  }
  return undefined
}
