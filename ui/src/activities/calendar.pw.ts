import { expect, type Page, test } from '@playwright/test'
import { demoPage, expectAccessible, newcomer } from '../app/browser-test'

const week = '/calendar?day=2031-05-14'

/** A meeting of an hour on Wednesday, 14 May 2031, at ten. */
async function withMeeting(page: Page, name: string) {
  await page.getByRole('button', { name: 'New meeting' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Subject *').fill(name)
  await dialog.getByLabel('Starts').fill('2031-05-14T10:00')
  await dialog.getByLabel('Ends').fill('2031-05-14T11:00')
  await dialog.getByLabel('Place').fill('Room 4')
  await dialog.getByRole('combobox', { name: 'People' }).fill('guest@else.example')
  await page.getByRole('option', { name: 'Invite guest@else.example' }).click()
  await dialog.getByRole('button', { name: 'Save the meeting' }).click()
  await expect(dialog).toHaveCount(0)
}
const entry = (page: Page, name: string) => page.locator('[data-entry]').filter({ hasText: name })
const at = (page: Page, name: string, when: string) =>
  expect(page.getByRole('button', { name: `Meeting: ${name}, ${when}` })).toBeVisible()

test('a meeting is planned, moved and stretched by keys and by mouse, and taken back', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, week)
  await withMeeting(page, 'Review')
  await at(page, 'Review', '14 May 2031, 10:00 to 11:00')
  await expectAccessible(page)
  // The hours scroll in their own place, and begin with the morning.
  const hours = page.locator('[data-scroller]')
  await expect.poll(() => hours.evaluate(place => place.scrollTop)).toBeGreaterThan(200)

  // By keys: a day on and a quarter later, and half an hour longer.
  await entry(page, 'Review').focus()
  for (const key of ['Space', 'ArrowRight', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown'])
    await page.keyboard.press(key)
  await expect(page.getByRole('status').filter({ hasText: '15 May 2031, 10:15 to 11:45' })).toHaveCount(1)
  await page.keyboard.press('Enter')
  await at(page, 'Review', '15 May 2031, 10:15 to 11:45')
  await page.getByRole('button', { name: 'Undo' }).click()
  await at(page, 'Review', '14 May 2031, 10:00 to 11:00')
  // What is put back was never moved.
  await entry(page, 'Review').focus()
  for (const key of ['Space', 'ArrowLeft', 'Escape']) await page.keyboard.press(key)
  await at(page, 'Review', '14 May 2031, 10:00 to 11:00')

  // By mouse: two days back, two hours later; then its end.
  const box = (await entry(page, 'Review').boundingBox())!
  const monday = (await page.locator('[data-day="2031-05-12"][data-timed]').boundingBox())!
  const hour = monday.height / 24
  await page.mouse.move(box.x + 20, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(monday.x + 40, box.y + 20 + 2 * hour, { steps: 5 })
  await page.mouse.up()
  await at(page, 'Review', '12 May 2031, 12:00 to 13:00')
  await expect(page.getByRole('complementary')).toHaveCount(0)
  const moved = (await entry(page, 'Review').boundingBox())!
  await page.mouse.move(moved.x + 20, moved.y + moved.height - 3)
  await page.mouse.down()
  await page.mouse.move(moved.x + 20, moved.y + moved.height - 3 + hour, { steps: 5 })
  await page.mouse.up()
  await at(page, 'Review', '12 May 2031, 12:00 to 14:00')

  // It is so on the server, in a month, and it opens.
  await page.reload()
  await at(page, 'Review', '12 May 2031, 12:00 to 14:00')
  await page.getByRole('button', { name: 'Month', exact: true }).click()
  await entry(page, 'Review').focus()
  for (const key of ['Space', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  await at(page, 'Review', '19 May 2031, 12:00 to 14:00')
  await expectAccessible(page)
  await entry(page, 'Review').click()
  const drawer = page.getByRole('complementary', { name: 'Review' })
  await expect(drawer.getByRole('region', { name: 'People' })).toContainText('guest@else.example')
})

test('a meeting repeats; one, those after it or all are moved and cancelled, as is asked', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/calendar?day=2031-05-12')
  await page.getByRole('button', { name: 'New meeting' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Subject *').fill('Weekly')
  await dialog.getByLabel('Starts').fill('2031-05-12T10:00')
  await dialog.getByLabel('Ends').fill('2031-05-12T11:00')
  const choose = async (field: string, option: string) => {
    await dialog.getByRole('button', { name: field }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  await choose('Repeats Does not repeat', 'Weekly')
  await dialog.getByRole('button', { name: 'Thursday' }).click()
  await choose('Repeats until Further notice', 'A number of meetings')
  await dialog.getByRole('textbox', { name: 'Number of meetings' }).fill('6')
  await expect(dialog.getByRole('status').last()).toHaveText(
    /^Every week on .?Monday.? and .?Thursday.?, 6 times$/,
  )
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save the meeting' }).click()
  await expect(dialog).toHaveCount(0)
  const there = (day: string, from: string, until: string) =>
    expect(
      page.getByRole('button', { name: `Meeting: Weekly, ${day} May 2031, ${from} to ${until}, repeats` }),
    ).toBeVisible()
  await there('12', '10:00', '11:00')
  await there('15', '10:00', '11:00')

  // One alone: the other stays. Esc on the way back leaves it where it was.
  const move = async (day: string, ...keys: string[]) => {
    await page
      .locator('[data-entry]')
      .filter({ hasText: `Weekly, ${day} May` })
      .focus()
    for (const key of ['Space', ...keys, 'Enter']) await page.keyboard.press(key)
  }
  await move('15', 'ArrowRight')
  await expect(dialog).toContainText('Move which meetings: Weekly?')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click()
  await there('15', '10:00', '11:00')
  await move('15', 'ArrowRight')
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await there('16', '10:00', '11:00')
  await there('12', '10:00', '11:00')

  // All: an hour later, but for the one that was moved alone.
  await move('12', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')
  await dialog.getByText('All that are still to come').click()
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await there('12', '11:00', '12:00')
  await there('16', '10:00', '11:00')
  await page.goto('/calendar?day=2031-05-19')
  await there('19', '11:00', '12:00')
  await there('22', '11:00', '12:00')

  // What it says, of this one and later ones.
  await entry(page, 'Weekly, 22 May').click()
  const drawer = page.getByRole('complementary', { name: 'Weekly' })
  await expect(drawer.getByRole('region', { name: 'Repeats' })).toContainText(
    /Every week on .?Monday.? and .?Thursday.?, 6 times/,
  )
  await drawer.getByRole('button', { name: 'Edit', exact: true }).click()
  await dialog.getByText('This one and all later ones').click()
  await dialog.getByLabel('Place').fill('Room 4')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(entry(page, 'Weekly, 22 May')).toContainText('Room 4')
  await expect(entry(page, 'Weekly, 19 May')).not.toContainText('Room 4')
  await drawer.getByRole('button', { name: 'Archive' }).click()
  await dialog.getByText('This one and all later ones').click()
  await dialog.getByRole('button', { name: 'Cancel the meetings' }).click()
  await expect(entry(page, 'Weekly, 22 May')).toHaveCount(0)
  await there('19', '11:00', '12:00')
})

test('a refused move leaves the meeting where it was, and says why', async ({ browser }) => {
  const { page } = await newcomer(browser, week)
  await withMeeting(page, 'Stays')
  await page.route('**/crm/activities/*', route =>
    route.request().method() === 'PATCH'
      ? route.fulfill({ status: 403, json: { code: 'forbidden' } })
      : route.continue(),
  )
  await entry(page, 'Stays').focus()
  for (const key of ['Space', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByRole('alert')).toContainText('Stays stayed on 14 May 2031, 10:00 to 11:00')
  await at(page, 'Stays', '14 May 2031, 10:00 to 11:00')
})

test('a phone lists the days, and Arabic reads them from the right', async ({ browser }) => {
  const { page: phone } = await newcomer(browser, week, { phone: true })
  await withMeeting(phone, 'Review')
  await at(phone, 'Review', '14 May 2031, 10:00 to 11:00')
  await expect(phone.locator('.cal-list h3')).toHaveCount(14)
  await expectAccessible(phone)
  const page = await demoPage(browser, '/calendar', { locale: 'ar' })
  const days = page.locator('.cal-col')
  await expect(days).toHaveCount(7)
  const [first, last] = [await days.first().boundingBox(), await days.last().boundingBox()]
  expect(first!.x).toBeGreaterThan(last!.x)
  await expectAccessible(page)
})
