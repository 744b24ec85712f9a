import { expect, test } from '@playwright/test'
import { baseURL, demo } from '../../config'
import { demoPage } from '../app/browser-test'
import { csv, enter, forward, fresh, ready, upload } from './journey'

test('a step that is done is a way back, until the import has begun', async ({ page }) => {
  const run = fresh()
  await enter(page)
  await upload(page, csv(`steps-${run}.csv`, `name,email\nMona,mona.${run}@example.com\n`))
  const steps = page.getByRole('list', { name: 'Steps' })
  await forward(page).click()
  await expect(page).toHaveURL(/map$/)
  await forward(page).click()
  await expect(page).toHaveURL(/check$/)
  await steps.getByRole('link', { name: /Settings/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/settings$/)
  await expect(steps.getByRole('link')).toHaveText([/Upload/])
  await page.goBack()
  await expect(page).toHaveURL(/check$/)
  await expect(forward(page)).not.toHaveAttribute('aria-disabled', 'true')
  await forward(page).click()
  await expect(page.locator('.run-head .chip')).toHaveText('Done', { timeout: 60_000 })
  await expect(steps.getByRole('link')).toHaveCount(0)
})

for (const locale of ['en', 'fr', 'ar'] as const)
  test(`the columns of the list of imports are named in full: ${locale}`, async ({ browser }) => {
    const page = await demoPage(browser, '/imports', { locale })
    await upload(page, csv('columns.csv', 'name\nMona\n'))
    await page.goto('/imports')
    await ready(page)
    await expect(page.getByRole('columnheader').first()).toBeVisible()
    const cut = await page
      .getByRole('columnheader')
      .evaluateAll(heads =>
        heads.flatMap(head => (head.scrollWidth > head.clientWidth ? [head.textContent] : [])),
      )
    expect(cut).toEqual([])
  })

test('a run that stands still tells no speed, and says that it goes on by itself', async ({ page }) => {
  test.setTimeout(180_000)
  await page.clock.install()
  const run = fresh()
  await enter(page)
  const rows = Array.from({ length: 20_000 }, (_, n) => `Person ${n},p${n}.${run}@example.com`)
  await upload(page, csv(`still-${run}.csv`, ['name,email', ...rows].join('\n')))
  await forward(page).click()
  await forward(page).click()
  await expect(page).toHaveURL(/check$/)
  await expect(forward(page)).not.toHaveAttribute('aria-disabled', 'true', { timeout: 90_000 })
  // From its first rows on the screen hears the same again and again, as while no worker runs.
  let first: string | undefined
  await page.route('**/crm/imports/*', async route => {
    const response = await route.fetch()
    const text = await response.text()
    const { state, counts } = JSON.parse(text)
    if (state === 'running' && counts.read > 0) first ??= text
    await route.fulfill({ response, body: first ?? text })
  })
  await forward(page).click()
  await expect(page.locator('.run-line')).toHaveText(/^[1-9][\d,]* of 20,000 rows/, { timeout: 60_000 })
  await page.clock.fastForward(16_000)
  await expect(page.getByText(/^No row was read for a while/)).toBeVisible()
  await expect(page.locator('.run-line')).toHaveText(/^[\d,]+ of 20,000 rows$/)
  // An answer that is on its way through here is let go on first.
  await page.unrouteAll({ behavior: 'wait' })
  await expect(page.locator('.run-head .chip')).toHaveText('Done', { timeout: 60_000 })
})

for (const phone of [false, true])
  test(`what could not be done is tried again, not covered by the message: ${phone ? 'phone' : 'desk'}`, async ({
    browser,
  }) => {
    const run = fresh()
    const page = await demoPage(browser, '/imports', { phone })
    await upload(page, csv(`away-${run}.csv`, `name,email\nMona,mona.${run}@example.com\n`))
    await forward(page).click()
    await forward(page).click()
    await expect(page).toHaveURL(/check$/)
    await expect(forward(page)).not.toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 })
    await page.route('**/crm/imports/*/start', route => route.abort('connectionrefused'))
    await forward(page).click()
    await expect(page.getByRole('alert')).toContainText('The server cannot be reached')
    await page.unroute('**/crm/imports/*/start')
    await forward(page).click()
    await expect(page.locator('.run-head .chip')).toHaveText('Done', { timeout: 60_000 })
  })

test('who may not see imports is told so, and is not asked to try again', async ({ page }) => {
  const reader = { email: `board@${demo.domain}`, password: demo.password }
  const answer = await page.request.post('/auth/sign-in', { data: reader, headers: { origin: baseURL } })
  expect(answer.ok(), await answer.text()).toBe(true)
  await page.goto('/imports')
  await expect(page.getByRole('alert')).toContainText('Your role does not allow this.')
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
})

test('a field whose name is cut off tells it in full under the pointer', async ({ page }) => {
  await enter(page)
  await upload(page, csv('long.csv', 'name,how_they_heard_of_us_at_the_fair\nMona,from a friend\n'))
  await forward(page).click()
  const field = page.locator('tr[data-column] .to bdi').last()
  await expect(field).toHaveText('New: How they heard of us at the fair')
  await field.hover()
  await expect(page.locator('.tip')).toHaveText('New: How they heard of us at the fair')
})
