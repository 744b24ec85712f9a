import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { countOf, csv, enter, forward, fresh, ready, rowOf, upload } from './journey'

test.setTimeout(120_000)

/** Leads with a value to match, a new field, a leak and two rows that cannot be read. */
const leads = (run: string) =>
  csv(
    `fair-${run}.csv`,
    `full_name;e-mail;stage;budget;fleet_${run};converted_at
Layla Al-Harbi;layla.${run}@najdcold.sa;Hot;480.000,00;42;12/11/2026
Tomasz Wójcik;tomasz.${run}@baltyk.pl;Maybe;96.500,50;118;
Adaeze Obi;adaeze.${run}@lagos.ng;Lost;12.000,00;n/a;
Kenji Tanaka;kenji@@osaka.jp;Hot;33.000,00;7;
Ana Souza;ana.${run}@porto.br;Warm;12k;9;
`,
  )

const violations = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(' | ')}`)
}

test('a file of leads is mapped, checked, imported with a new field, and taken back', async ({ page }) => {
  const run = fresh()
  await enter(page)
  await upload(page, leads(run))
  await expect(page.getByRole('radio', { name: /^Leads/ })).toBeChecked()
  await forward(page).click()

  await expect(rowOf(page, 'e-mail').locator('.to')).toHaveText('E-mail')
  await expect(rowOf(page, `fleet_${run}`).locator('.to')).toContainText('New: Fleet')
  await expect(rowOf(page, 'converted_at').getByRole('checkbox')).toBeChecked()

  await test.step('a value of a choice is matched', async () => {
    await expect(page.getByText('1 column needs a match')).toBeVisible()
    await page.getByRole('button', { name: 'How stage is read' }).click()
    await page.getByRole('button', { name: /“Maybe” becomes/ }).click()
    await page.getByRole('option', { name: 'Nurture' }).click()
    await expect(page.getByText('1 column needs a match')).toBeHidden()
    await page.getByRole('button', { name: 'Done' }).click()
  })
  await expect(countOf(page, 'Create')).toHaveText('3', { timeout: 30_000 })
  // It has been counted with this very name: it is counted again all the same.
  await test.step('the new field gets a name', async () => {
    await page.getByRole('button', { name: `How fleet_${run} is read` }).click()
    await page.getByLabel('Field name').fill(`Fleet ${run}`)
    await expect(page.getByLabel('Read as empty')).toHaveValue('n/a')
    await page.getByRole('button', { name: 'Add field' }).click()
    await expect(rowOf(page, `fleet_${run}`).locator('.to')).toHaveText(`New: Fleet ${run}`)
  })
  await test.step('the counts fill by themselves, with each refused cell and the way to fix it', async () => {
    await expect(countOf(page, 'Create')).toHaveText('3', { timeout: 30_000 })
    await expect(countOf(page, 'Refuse')).toHaveText('2')
    await expect(page.locator('.faults')).toContainText('remove one @')
    await expect(page.locator('.faults')).toContainText('is not an amount')
  })
  await forward(page).click()
  await expect(page).toHaveURL(/\/check$/)
  await expect(page.getByRole('table', { name: /Refused rows/ })).toContainText('budget')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toContain(`fair-${run}`)

  await forward(page).click()
  await expect(page).toHaveURL(/\/run$/)
  await expect(page.locator('.run-head .chip')).toHaveText('Done', { timeout: 60_000 })
  await expect(countOf(page, 'Created')).toHaveText('3')
  await expect(page.getByRole('link', { name: 'See the 3 new leads' })).toBeVisible()
  await page.reload()
  await expect(countOf(page, 'Created')).toHaveText('3')
  const made = await page.request.get(`/crm/leads?filter=email:eq:layla.${run}@najdcold.sa`)
  const [lead] = (await made.json()).results
  expect(Object.values(lead.custom)).toContain(42)
  const faults = await page.request.get(
    (await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')) ?? '',
  )
  expect(await faults.text()).toContain('kenji@@osaka.jp')

  await test.step('undo keeps what somebody changed since, and says so', async () => {
    const changed = await page.request.patch(`/crm/leads/${lead.id}`, { data: { city: 'Jeddah' } })
    expect(changed.ok(), await changed.text()).toBe(true)
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click()
    await expect(page.locator('.run-head .chip')).toHaveText('Undone', { timeout: 60_000 })
    await expect(page.getByRole('table', { name: 'Could not be undone' })).toContainText('Layla Al-Harbi')
    await expect(page.getByRole('table', { name: 'Could not be undone' })).toContainText(
      'Somebody changed it since',
    )
  })
})

test('the whole way goes with the keyboard alone', async ({ page }) => {
  const run = fresh()
  await enter(page)
  await page.goto('/imports')
  await ready(page)
  const choose = page.getByRole('button', { name: 'Import a file' }).first()
  // Waited for from before the focus: the browser then knows of it when the key comes.
  const chosen = page.waitForEvent('filechooser')
  await choose.focus()
  await expect(choose).toBeFocused()
  await page.keyboard.press('Enter')
  const chooser = await chosen
  await chooser.setFiles(csv(`keys-${run}.csv`, `name,email,colour\nMona,mona.${run}@example.com,red\n`))
  await expect(page).toHaveURL(/settings$/)
  await forward(page).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/map$/)

  await rowOf(page, 'colour').locator('.to').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Find a field' })).toBeFocused()
  await page.keyboard.type('job')
  await page.keyboard.press('Enter')
  await expect(rowOf(page, 'colour').locator('.to')).toHaveText('Job title')

  await expect(countOf(page, 'Create')).toHaveText('1', { timeout: 30_000 })
  await forward(page).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/check$/)
  await expect(page.locator('.wizard-body')).toBeFocused()
  await forward(page).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.run-head .chip')).toHaveText('Done', { timeout: 60_000 })
})

test('who looks for a field is not disturbed by the counting of the rows', async ({ page }) => {
  const run = fresh()
  await enter(page)
  await upload(page, csv(`calm-${run}.csv`, `name,email,colour\nMona,mona.${run}@example.com,red\n`))
  await forward(page).click()
  await rowOf(page, 'colour').locator('.to').click()
  const words = page.getByRole('combobox', { name: 'Find a field' })
  await expect(words).toBeFocused()
  await page.keyboard.type('jo')
  // Counting begins, goes on and ends: each is a change of the import that this list belongs to.
  await expect(countOf(page, 'Create')).toHaveText('1', { timeout: 30_000 })
  await expect(words).toBeFocused()
  await page.keyboard.type('b')
  await page.keyboard.press('Enter')
  await expect(rowOf(page, 'colour').locator('.to')).toHaveText('Job title')
})

test('a table that begins below a title is found, said so, and its beginning can be changed', async ({
  page,
}) => {
  const run = fresh()
  const changes: string[] = []
  page.on('request', request => request.method() === 'PATCH' && changes.push(request.postData() ?? ''))
  await enter(page)
  await upload(
    page,
    csv(
      `guests-${run}.csv`,
      `Guests of the fair,,,,
,,,,
First Name,Last Name,Email,Amount,Currency
Layla,Al-Harbi,layla.${run}@najd.example,480000,SAR
Tom,Wojcik,tom.${run}@baltyk.example,12000.5,PLN
Grand Total,,,492000.5,
`,
    ),
  )
  await expect(page.getByText('2 lines above it are left out')).toBeVisible()
  await expect(page.locator('.sample')).toContainText('Last Name')
  const begins = (line: number) => async () => {
    await page.getByRole('button', { name: /^Table begins in/ }).click()
    await page.getByRole('option', { name: `Line ${line}`, exact: true }).click()
  }
  await test.step('read from its first line, the title is a column', begins(1))
  await expect(page.locator('.sample')).toContainText('Guests of the fair')
  await test.step('and back', begins(3))
  await expect(page.getByText('2 lines above it are left out')).toBeVisible()
  expect(changes).toEqual(['{"format":{"above":0}}', '{"format":{"above":2}}'])
  await forward(page).click()
  await expect(rowOf(page, 'First Name')).toContainText('Part of the name')
  // Its list stands in its row, to be given a field all the same.
  const [row, list] = await Promise.all(
    [rowOf(page, 'First Name'), rowOf(page, 'First Name').locator('.to')].map(part => part.boundingBox()),
  )
  expect(list!.y).toBeGreaterThanOrEqual(row!.y)
  await expect(rowOf(page, 'Currency')).toContainText('Tells the currency of')
  await expect(countOf(page, 'Create')).toHaveText('2', { timeout: 30_000 })
  await expect(page.locator('.faults')).toContainText('is a total or a note below the table')
  await forward(page).click()
  await forward(page).click()
  await expect(page.locator('.run-head .chip')).toHaveText('Done', { timeout: 60_000 })
  const made = await page.request.get(`/crm/leads?filter=email:eq:layla.${run}@najd.example`)
  expect((await made.json()).results).toMatchObject([
    { name: 'Layla Al-Harbi', value: { minor: 48000000, currency: 'SAR' } },
  ])
})

test('to look at the settings of a file of deals changes nothing', async ({ page }) => {
  const changes: string[] = []
  page.on('request', request => request.method() === 'PATCH' && changes.push(request.postData() ?? ''))
  await enter(page)
  await upload(page, csv('deals.csv', 'deal name,account,stage\nDock,Lagos Port,Prospecting\n'))
  // Its pipelines are there.
  await page.getByRole('button', { name: /^Pipeline/ }).click()
  await expect(page.getByRole('option')).not.toHaveCount(1)
  await page.keyboard.press('Escape')
  expect(changes).toEqual([])
})

test('two columns for one field, and no name at all, are said where they are and hold the check back', async ({
  page,
}) => {
  await enter(page)
  await upload(page, csv('twice.csv', 'name,email,mail2\nMona,mona@example.com,m@example.com\n'))
  await forward(page).click()
  await rowOf(page, 'mail2').locator('.to').click()
  await page.getByRole('option', { name: /^E-mail filled by/ }).click()
  await expect(rowOf(page, 'mail2')).toContainText('Already filled by')
  await expect(forward(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(page.locator('.foot-note')).toContainText('1 field is filled twice')
  await rowOf(page, 'mail2').locator('.to').click()
  await page.getByRole('option', { name: 'Skip this column' }).click()
  await expect(forward(page)).not.toHaveAttribute('aria-disabled', 'true')
  await rowOf(page, 'name').locator('.to').click()
  await page.getByRole('option', { name: 'Skip this column' }).click()
  await expect(page.locator('.foot-note')).toContainText('no column becomes “Name”')
})

test('a refused value is read as another one, without touching the file', async ({ page }) => {
  const run = fresh()
  await enter(page)
  await upload(
    page,
    csv(
      'typo.csv',
      `name,email,country\nMona,mona.${run}@example.com,Philipines\nDana,dana.${run}@example.com,PL\n`,
    ),
  )
  await forward(page).click()
  await expect(countOf(page, 'Refuse')).toHaveText('1', { timeout: 30_000 })
  await page.getByRole('button', { name: 'How country is read' }).click()
  await page.getByLabel('“Philipines” becomes').fill('PH')
  await page.getByLabel('“Philipines” becomes').press('Tab')
  await expect(countOf(page, 'Refuse')).toHaveText('0', { timeout: 30_000 })
  await expect(countOf(page, 'Create')).toHaveText('2')
})

test('files that are no table are refused before they are sent, each with what to do', async ({ page }) => {
  await enter(page)
  await page.goto('/imports/new')
  await ready(page)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      csv('nothing.csv', ''),
      { name: 'book.csv', mimeType: 'text/csv', buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]) },
      csv('good.csv', 'name\nMona\n'),
    ])
  await expect(page.getByText(/nothing\.csv is empty/)).toBeVisible()
  await expect(page.getByText(/book\.csv is not separated text/)).toBeVisible()
  await expect(page.getByText('Ready to map')).toBeVisible()
  await page.getByRole('button', { name: 'Remove nothing.csv from the list' }).click()
  await expect(page.getByText(/nothing\.csv is empty/)).toBeHidden()
})

test('a file that is dropped on the list begins an import', async ({ page }) => {
  await enter(page)
  await page.goto('/imports')
  await ready(page)
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['name,email\nMona,mona@example.com\n'], 'dropped.csv', { type: 'text/csv' }))
    return transfer
  })
  await page.dispatchEvent('.imports-list', 'dragenter', { dataTransfer: data })
  await expect(page.getByText('Drop to upload')).toBeVisible()
  await page.dispatchEvent('.imports-list', 'drop', { dataTransfer: data })
  await expect(page).toHaveURL(/settings$/)
})

test('another separator and another encoding are read at once', async ({ page }) => {
  await enter(page)
  await upload(page, {
    name: 'latin.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('nom;ville\nAnaïs;Orléans\n', 'latin1'),
  })
  await expect(page.locator('.sample')).toContainText('Orléans')
  await page.getByRole('button', { name: /^Separator/ }).click()
  await page.getByRole('option', { name: 'Comma' }).click()
  await expect(page.locator('.sample th')).toHaveCount(1)
  await page.reload()
  await expect(page.locator('.sample th')).toHaveCount(1)
})

test('a file of 400 columns stays usable', async ({ page }) => {
  await enter(page)
  const heads = Array.from({ length: 400 }, (_, i) =>
    i === 0 ? 'name' : i === 321 ? 'عمود عربي' : `col_${i}`,
  )
  const long = 'x'.repeat(3000)
  await upload(
    page,
    csv('wide.csv', `${heads.join(',')}\n${heads.map((_, i) => (i === 1 ? long : `v${i}`)).join(',')}\n`),
  )
  await forward(page).click()
  await expect(page.locator('tr[data-column]')).toHaveCount(50)
  await page.getByRole('button', { name: 'Next columns' }).click()
  await expect(page.getByText('Columns 51 to 100 of 400')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Find a column' }).fill('عمود')
  await expect(page.locator('tr[data-column]')).toHaveCount(1)
})

test('a change that the server refuses is taken back with the reason', async ({ page }) => {
  await enter(page)
  await upload(page, csv('refused.csv', 'name,email\nMona,mona@example.com\n'))
  await page.route('**/crm/imports/*', route =>
    route.request().method() === 'PATCH'
      ? route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'invalid', title: 'No', detail: 'Not today.' }),
        })
      : route.fallback(),
  )
  await page.getByRole('button', { name: 'Update', exact: true }).click()
  await expect(page.getByText('This change was not kept')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create and update', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})

test('without the server an upload says so and can be tried again', async ({ page }) => {
  await enter(page)
  await page.goto('/imports/new')
  await ready(page)
  await page.route('**/crm/files?*', route => route.abort())
  await page.locator('input[type=file]').first().setInputFiles(csv('later.csv', 'name\nMona\n'))
  await expect(page.getByText(/later\.csv could not be uploaded/)).toBeVisible()
  await page.unroute('**/crm/files?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page).toHaveURL(/settings$/)
})

for (const locale of ['en', 'ar'] as const)
  test(`no step has an accessibility violation (${locale})`, async ({ page }) => {
    const run = fresh()
    await enter(page, { locale, ...(locale === 'ar' ? {} : { theme: 'dark' as const }) })
    await page.goto('/imports')
    await ready(page)
    expect(await violations(page)).toEqual([])
    await upload(page, leads(run))
    await expect(page.locator('html')).toHaveAttribute('dir', locale === 'ar' ? 'rtl' : 'ltr')
    expect(await violations(page)).toEqual([])
    await forward(page).click()
    await expect(countOf(page, locale === 'ar' ? 'رفض' : 'Refuse')).toHaveText('3', { timeout: 30_000 })
    expect(await violations(page)).toEqual([])
    await page.locator('.read-as-open').nth(2).click()
    expect(await violations(page)).toEqual([])
    await page.locator('button.to').first().click()
    await expect(page.getByRole('listbox')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await forward(page).click()
    await expect(page).toHaveURL(/check$/)
    expect(await violations(page)).toEqual([])
    await forward(page).click()
    await expect(page.locator('.run-head .chip.pos')).toBeVisible({ timeout: 60_000 })
    expect(await violations(page)).toEqual([])
  })

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })
  test('columns are cards, nothing runs out of the screen, and the import runs', async ({ page }) => {
    const run = fresh()
    await enter(page)
    await upload(page, csv(`phone-${run}.csv`, `name,email\nMona,mona.${run}@example.com\n`))
    await forward(page).click()
    await expect(page.locator('.map-card')).toHaveCount(2)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.getByRole('button', { name: 'Show counts' }).click()
    await expect(countOf(page, 'Create')).toHaveText('1', { timeout: 30_000 })
    await forward(page).click()
    await expect(forward(page)).not.toHaveAttribute('aria-disabled', 'true')
    await forward(page).click()
    await expect(page.locator('.run-head .chip')).toHaveText('Done', { timeout: 60_000 })
    expect(await violations(page)).toEqual([])
  })
})
