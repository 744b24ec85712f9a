import { expect, test } from '@playwright/test'
import { expectAccessible, newcomer } from '../app/browser-test'
import { cell, change, createLead, row, statusColumn, valueColumn } from './journey'

test('a cell is edited by keyboard: saved, moved down, restored by Esc', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  await createLead(page, { name: 'Amara Okafor', value: { minor: 100_000, currency: 'EUR' } })
  await createLead(page, { name: 'Bela Nagy', value: { minor: 200_000, currency: 'EUR' } })
  await page.goto('/leads?sort=name')
  await cell(page, 'Amara Okafor', valueColumn).focus()
  await page.keyboard.type('4')
  await page.keyboard.type('50')
  await expect(page.locator('.cell-editor')).toHaveValue('450')
  await page.keyboard.press('Enter')
  await expect(cell(page, 'Amara Okafor', valueColumn)).toContainText('450')
  await expect(cell(page, 'Bela Nagy', valueColumn)).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('9')
  await page.keyboard.press('Escape')
  await expect(cell(page, 'Bela Nagy', valueColumn)).toContainText('2,000')
})

test('a status offers the steps of the life cycle only', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  await createLead(page, { name: 'Kenji Watanabe', status: 'qualified' })
  await page.goto('/leads')
  await cell(page, 'Kenji Watanabe', statusColumn).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option')).toHaveText(['Qualified', 'Working', 'Nurture', 'Disqualified'])
  await expectAccessible(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(cell(page, 'Kenji Watanabe', statusColumn)).toHaveText('Working')
  await expect(cell(page, 'Kenji Watanabe', statusColumn)).toBeFocused()
  await page.keyboard.press('F2')
  await page.keyboard.press('Escape')
  await expect(cell(page, 'Kenji Watanabe', statusColumn)).toBeFocused()
})

test('edits made offline outlive the page, and are sent, asked and told when the server is back', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  const names = ['Ingrid Solheim', 'Layla Haddad']
  const leads = []
  for (const name of names) leads.push(await createLead(page, { name, company: 'Najd' }))
  await page.goto('/leads')
  await page.waitForResponse(/waiting-list-.*\.js/)
  let gone = true
  await page.route('**/{crm,auth}/**', route => (gone ? route.abort('connectionfailed') : route.continue()))
  await page.route('**/healthz', route => (gone ? route.abort('connectionfailed') : route.continue()))
  for (const name of names) {
    await cell(page, name, 1).focus()
    await page.keyboard.press('F2')
    await page.locator('.cell-editor').fill('Gulf')
    await page.keyboard.press('Enter')
    await expect(cell(page, name, 1)).toContainText('Gulf')
  }
  await expect(page.getByText('2 changes wait to be sent.')).toBeVisible()
  await page.getByRole('link', { name: 'Products' }).first().click()
  await expect(page.getByRole('heading', { name: 'This page cannot be loaded now' })).toBeVisible()
  await page.getByRole('button', { name: 'See what waits' }).click()
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveText([/Ingrid Solheim/, /Layla Haddad/])
  await expectAccessible(page)
  // Another page of the same browser sends them, long after.
  const later = await page.context().newPage()
  await change(page, leads[1]!.id, { company: 'Andes' })
  await page.close()
  gone = false
  await later.goto('/leads')
  await expect(later.getByRole('alert')).toContainText('Layla Haddad was changed in the meantime')
  await expect(cell(later, 'Ingrid Solheim', 1)).toContainText('Gulf')
  await later.getByRole('button', { name: 'Keep mine' }).click()
  await expect(cell(later, 'Layla Haddad', 1)).toContainText('Gulf')
  await expect(later.getByText(/to be sent|could not be made/)).toHaveCount(0)
})

test('when somebody was quicker, the edit says who changed what and can be repeated', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  const lead = await createLead(page, { name: 'Sofía Herrera', value: { minor: 100_000, currency: 'EUR' } })
  // Without the live feed this page does not hear of the other change.
  await page.route(/\/live(\?|$)/, route => route.abort())
  await page.goto('/leads')
  await expect(cell(page, 'Sofía Herrera', valueColumn)).toContainText('1,000')
  await change(page, lead.id, { company: 'Andes Agro' })
  await cell(page, 'Sofía Herrera', valueColumn).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('500')
  await expect(page.locator('.cell-editor')).toHaveValue('500')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/changed \u2068?Company nothing → Andes Agro/).first()).toBeVisible()
  await expect(page.getByRole('alert')).toContainText(/You wrote \u2068?Value: EUR\s500/)
  await expect(page.getByRole('button', { name: 'Keep mine' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cell(page, 'Sofía Herrera', valueColumn)).toContainText('500')
  await expect(cell(page, 'Sofía Herrera', 1)).toContainText('Andes Agro')
})

test('archived leads come back by Undo and from the recycle bin', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  await createLead(page, { name: 'Noor Al-Sabah' })
  await page.goto('/leads')
  const archive = async () => {
    await page.getByRole('checkbox', { name: 'Select Noor Al-Sabah' }).check({ force: true })
    await page.getByRole('toolbar').getByRole('button', { name: 'Archive' }).click()
    await expect(row(page, 'Noor Al-Sabah')).toHaveCount(0)
  }
  await archive()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'Noor Al-Sabah')).toBeVisible()
  await archive()
  await page.goto('/leads?view=bin')
  await page.getByRole('checkbox', { name: 'Select Noor Al-Sabah' }).check({ force: true })
  await page.getByRole('toolbar').getByRole('button', { name: 'Bring back' }).click()
  await page.goto('/leads')
  await expect(row(page, 'Noor Al-Sabah')).toBeVisible()
})

test('⌘Z takes back the last edits one by one, but not what somebody has changed since', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  const lead = await createLead(page, { name: 'Mehmet Yıldız', company: 'Anadolu Parts' })
  await page.goto('/leads')
  const write = async (company: string) => {
    await cell(page, 'Mehmet Yıldız', 1).focus()
    await page.keyboard.press('Enter')
    await page.locator('.cell-editor').fill(company)
    await page.keyboard.press('Enter')
    await expect(cell(page, 'Mehmet Yıldız', 1)).toContainText(company)
    await expect(page.locator('.cell-editor')).toHaveCount(0)
  }
  await write('Anatolia')
  await write('Ankara')
  await page.keyboard.press('Control+z')
  await expect(cell(page, 'Mehmet Yıldız', 1)).toContainText('Anatolia')
  await page.keyboard.press('Control+z')
  await expect(cell(page, 'Mehmet Yıldız', 1)).toContainText('Anadolu Parts')
  await write('Bursa')
  await change(page, lead.id, { company: 'İzmir' })
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('alert')).toContainText('was left as it is')
  await expect(cell(page, 'Mehmet Yıldız', 1)).toContainText('İzmir')
})

test('⌘Z waits for an edit that is still being saved, and for one that is being taken back', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  await createLead(page, { name: 'Mehmet Yıldız', company: 'Anadolu Parts' })
  await page.goto('/leads')
  const hold = async (path: string, method: string) => {
    let letGo = () => {}
    const held = new Promise<void>(resolve => {
      letGo = resolve
    })
    await page.route(path, async route => {
      if (route.request().method() === method) await held
      await route.continue()
    })
    return letGo
  }
  const edit = async (company: string) => {
    await cell(page, 'Mehmet Yıldız', 1).focus()
    await page.keyboard.press('Enter')
    await page.locator('.cell-editor').fill(company)
    await page.keyboard.press('Enter')
  }
  await edit('Anatolia')
  await expect(page.locator('.cell-editor')).toHaveCount(0)
  const answer = await hold('**/crm/leads/*', 'PATCH')
  await edit('Ankara')
  await expect(page.locator('.cell-editor')).toHaveAttribute('aria-busy', 'true')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  answer()
  await expect(cell(page, 'Mehmet Yıldız', 1)).toContainText('Anadolu Parts')
  await expect(page.getByRole('alert')).toHaveCount(0)

  const archived = await hold('**/crm/bulk', 'POST')
  await page.getByRole('checkbox', { name: 'Select Mehmet Yıldız' }).check({ force: true })
  await page.getByRole('toolbar').getByRole('button', { name: 'Archive' }).click()
  await page.keyboard.press('Control+z')
  const restored = page.waitForResponse(answer => /\/bulk\/[^/]+\/undo$/.test(answer.url()))
  archived()
  expect((await restored).ok()).toBe(true)
  await expect(row(page, 'Mehmet Yıldız')).toBeVisible()
})

test('a filtered list follows others: what answers it comes, what does no more goes, but not from under the focus', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  await createLead(page, { name: 'Amina Diallo' })
  await page.goto('/leads?filter=status:in:new&sort=name')
  await expect(row(page, 'Amina Diallo')).toBeVisible()
  const lead = await createLead(page, { name: 'Bo Lindqvist' })
  await expect(row(page, 'Bo Lindqvist')).toBeVisible()
  await expect(page.locator('.list-foot [role=status]')).toHaveText('2 leads')
  await change(page, lead.id, { status: 'working' })
  await expect(row(page, 'Bo Lindqvist')).toHaveCount(0)
  await expect(page.locator('.list-foot [role=status]')).toHaveText('1 lead')
  await change(page, lead.id, { status: 'new' })
  await cell(page, 'Bo Lindqvist', 0).focus()
  await change(page, lead.id, { status: 'working' })
  await expect(page.locator('tr.fading')).toHaveCount(1)
  await page.keyboard.press('ArrowUp')
  await expect(row(page, 'Bo Lindqvist')).toHaveCount(0)
  await expect(cell(page, 'Amina Diallo', 0)).toBeFocused()
})
