/** Where the browser tests find the app and the browser. The only place in `ui` that reads the environment. */
export const baseURL = process.env.SEXTANT_URL ?? 'http://localhost:4300'
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
/** The administrators of demo workspaces: as many as there are browsers at once, so that none disturbs another. */
const emails = (process.env.SEXTANT_TEST_DEMO_EMAIL ?? 'maren@meridian.example').split(',')
export const workers = emails.length
const [name, domain] = (emails[Number(process.env.TEST_PARALLEL_INDEX ?? 0)] ?? emails[0]!).split('@')
/** The administrator of this browser's demo workspace, and what the addresses of all its people end with. */
export const demo = {
  email: `${name}@${domain}`,
  domain,
  password: process.env.SEXTANT_TEST_DEMO_PASSWORD ?? '',
}
