/** Where the browser tests find the app and the browser. The only place in `ui` that reads the environment. */
export const baseURL = process.env.SEXTANT_URL ?? 'http://localhost:4300'
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
/** The demo workspace's administrator. */
export const demo = {
  email: process.env.SEXTANT_TEST_DEMO_EMAIL ?? 'maren@meridian.example',
  password: process.env.SEXTANT_TEST_DEMO_PASSWORD ?? '',
}
