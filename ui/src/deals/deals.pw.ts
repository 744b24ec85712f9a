import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import type { Stage } from '@sextant/db/pipelines/pipelines.model'
import { baseURL } from '../../config'
import { demoPage, expectAccessible, newcomer, open, readerOf } from '../app/browser-test'

/** One account for the whole file: a workspace takes only so many sign-ups from one address. */
let account: Awaited<ReturnType<BrowserContext['cookies']>> | undefined

/** A pipeline of one's own with three deals in its first stage, last made on top. */
async function board(browser: Browser, reader?: Parameters<typeof newcomer>[2]) {
  account ??= await (await newcomer(browser, '/pipeline')).page.context().cookies()
  const context = await readerOf(browser, reader)
  await context.addCookies(account.filter(({ name }) => !['sx_locale', 'sx_theme'].includes(name)))
  const page = await context.newPage()
  const headers = { origin: baseURL }
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(path, { data, headers })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }
  const pipeline = await post('/crm/pipelines', { name: `Sales ${Date.now().toString(36)}` })
  const stages: Stage[] = []
  for (const [index, name] of names.entries()) {
    const kind = name === 'Won' ? 'won' : name === 'Lost' ? 'lost' : 'open'
    stages.push(await post('/crm/stages', { name, kind, pipelineId: pipeline.id, position: index + 1 }))
  }
  for (const [name, minor] of [
    ['Bottling line', 100_000],
    ['Cold store', 200_000_000],
    ['Robot cell', 300_000],
  ] as const)
    await post('/crm/deals', { name, amount: { minor, currency: 'EUR' }, pipelineId: pipeline.id })
  const path = `/pipeline?view=${pipeline.id}`
  await open(page, path)
  await expect(card(page, 'Robot cell')).toBeVisible()
  return { page, stages, headers, path }
}
const names = ['Qualify', 'Discover', 'Propose', 'Negotiate', 'Commit', 'Won', 'Lost']

const card = (page: Page, name: string) => page.locator('.deal[data-card]').filter({ hasText: name })
const stage = (page: Page, name: string) =>
  page.locator('.stage').filter({ has: page.getByRole('heading', { name, exact: true }) })
const said = (page: Page) => page.locator('.board-keys [role="status"]')
const namesIn = (page: Page, name: string) =>
  stage(page, name).locator('.deal[data-card] h3').allTextContents()

async function drag(page: Page, from: ReturnType<typeof card>, to: ReturnType<typeof stage>) {
  const a = await from.boundingBox()
  const b = await to.locator('.cards').boundingBox()
  if (!a || !b) throw new Error('not on the screen')
  await page.mouse.move(a.x + 40, a.y + 70)
  await page.mouse.down()
  await page.mouse.move(a.x + 60, a.y + 80, { steps: 4 })
  await page.mouse.move(b.x + 60, b.y + 60, { steps: 10 })
  await expect(said(page)).toContainText('Over')
}

test('a card dragged to the next stage stays there, totals follow, and Undo brings it back', async ({
  browser,
}) => {
  const { page } = await board(browser)
  await drag(page, card(page, 'Cold store'), stage(page, 'Discover'))
  await expect(page.locator('.deal.in-hand')).toBeVisible()
  await expect(stage(page, 'Discover').locator('.slot.into')).toBeVisible()
  await page.mouse.up()
  await expect(stage(page, 'Discover').getByText('Cold store')).toBeVisible()
  await expect(stage(page, 'Discover').locator('.totals')).toContainText('€2.00 M')
  await page.reload()
  await expect(stage(page, 'Discover').getByText('Cold store')).toBeVisible()
  await drag(page, card(page, 'Robot cell'), stage(page, 'Discover'))
  await page.mouse.up()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(stage(page, 'Qualify').getByText('Robot cell')).toBeVisible()
})

test('a drag that ends outside every stage puts the card back', async ({ browser }) => {
  const { page } = await board(browser)
  const before = await namesIn(page, 'Qualify')
  await drag(page, card(page, 'Cold store'), stage(page, 'Discover'))
  await page.mouse.move(400, 20, { steps: 6 })
  await page.mouse.up()
  await expect(page.locator('.deal.in-hand')).toHaveCount(0)
  expect(await namesIn(page, 'Qualify')).toEqual(before)
})

test('cards are lifted, carried, dropped and put back by keys, and each step is announced', async ({
  browser,
}) => {
  const { page } = await board(browser)
  const robot = card(page, 'Robot cell')
  await robot.focus()
  await page.keyboard.press('ArrowDown')
  await expect(card(page, 'Cold store')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  await expect(said(page)).toHaveText('Lifted Robot cell. Qualify, position 1 of 3.')
  await page.keyboard.press('ArrowDown')
  await expect(said(page)).toHaveText('Lifted Robot cell. Over Qualify, position 2 of 3.')
  await page.keyboard.press('Escape')
  await expect(said(page)).toHaveText('Robot cell is back in Qualify.')
  await expect(robot).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => namesIn(page, 'Qualify')).toEqual(['Cold store', 'Bottling line', 'Robot cell'])
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await expect(said(page)).toHaveText('Lifted Robot cell. Over Discover, position 1 of 1.')
  await page.keyboard.press('Enter')
  await expect(stage(page, 'Discover').getByText('Robot cell')).toBeVisible()
  await expect(card(page, 'Robot cell')).toBeFocused()
  await page.reload()
  await expect.poll(() => namesIn(page, 'Qualify')).toEqual(['Cold store', 'Bottling line'])
  await page.waitForLoadState('networkidle')
  await card(page, 'Cold store').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Cold store' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(card(page, 'Cold store')).toBeFocused()
})

test('a loss asks for its reason; without one the deal is put back', async ({ browser }) => {
  const { page } = await board(browser)
  await card(page, 'Robot cell').hover()
  const menu = page.getByRole('button', { name: 'Move or open Robot cell' })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Move to Lost' }).click()
  const dialog = page.getByRole('dialog', { name: 'Why was Robot cell lost?' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Mark as lost' }).click()
  await expect(dialog.getByText('Write or choose a reason.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(stage(page, 'Qualify').getByText('Robot cell')).toBeVisible()
  await card(page, 'Robot cell').hover()
  await menu.click()
  await page.getByRole('menuitem', { name: 'Move to Lost' }).click()
  await dialog.getByRole('button', { name: 'Price' }).click()
  await dialog.getByRole('button', { name: 'Mark as lost' }).click()
  await expect(stage(page, 'Lost').getByText('Robot cell')).toBeVisible()
  await page.reload()
  await expect(stage(page, 'Lost').getByText('Robot cell')).toBeVisible()
})

test('what the server refuses is put back, with the reason, until it is closed', async ({ browser }) => {
  const { page, stages, headers } = await board(browser)
  // This window hears of nothing, and so still shows a stage that is gone, and one that has become a loss.
  await page.route(/\/live(\?|$)/, route => route.abort())
  await page.reload()
  await expect(card(page, 'Robot cell')).toBeVisible()
  const idOf = (name: string) => stages.find(one => one.name === name)?.id
  await page.request.delete(`/crm/stages/${idOf('Discover')}`, { headers })
  await page.request.patch(`/crm/stages/${idOf('Commit')}`, { data: { kind: 'lost' }, headers })
  const qualify = await namesIn(page, 'Qualify')
  await card(page, 'Robot cell').focus()
  for (const key of ['Space', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByRole('alert').filter({ hasText: 'Robot cell stayed in Qualify' })).toBeVisible()
  await expect.poll(() => namesIn(page, 'Qualify')).toEqual(qualify)
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click()
  await card(page, 'Cold store').hover()
  await page.getByRole('button', { name: 'Move or open Cold store' }).click()
  await page.getByRole('menuitem', { name: 'Move to Commit' }).click()
  await expect(page.getByRole('dialog', { name: 'Why was Cold store lost?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(stage(page, 'Qualify').getByText('Cold store')).toBeVisible()
})

test('a move made offline waits, and is sent once the server is reached', async ({ browser }) => {
  const { page } = await board(browser)
  await page.context().setOffline(true)
  await card(page, 'Robot cell').focus()
  for (const key of ['Space', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText('1 change waits to be sent.')).toBeVisible()
  await expect(stage(page, 'Discover').getByText('Robot cell')).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText('1 change waits to be sent.')).toHaveCount(0)
  await expect(stage(page, 'Discover').getByText('Robot cell')).toBeVisible()
})

test('a move in one window shows in another without loading it again', async ({ browser }) => {
  const { page, path } = await board(browser)
  const second = await page.context().newPage()
  await open(second, path)
  await expect(card(second, 'Robot cell')).toBeVisible()
  await card(page, 'Robot cell').focus()
  for (const key of ['Space', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  await expect(stage(second, 'Discover').getByText('Robot cell')).toBeVisible()
  await expect(stage(second, 'Discover').locator('header')).toContainText('1')
})

test('stages are renamed, added and moved by keys, and one with deals stays with its reason', async ({
  browser,
}) => {
  const { page } = await board(browser)
  await page.getByRole('button', { name: 'Pipeline settings' }).click()
  await page.getByRole('menuitem', { name: 'Manage stages' }).click()
  const dialog = page.getByRole('dialog', { name: /^Stages of/ })
  await expect(dialog.locator('.stage-row')).toHaveCount(7)
  await expectAccessible(page)
  await dialog.locator('.stage-row').nth(1).getByLabel('Stage').fill('Explore')
  await dialog.getByRole('button', { name: /^Move Explore/ }).focus()
  await page.keyboard.press('ArrowDown')
  await dialog.getByRole('button', { name: 'Remove Qualify' }).click()
  await dialog.getByRole('button', { name: 'Save the stages' }).click()
  await expect(dialog.getByText('This stage has deals. Move them to another stage first.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(stage(page, 'Explore')).toBeVisible()
  await page.getByRole('button', { name: 'Pipeline settings' }).click()
  await page.getByRole('menuitem', { name: 'New pipeline' }).click()
  await page.getByLabel('Name of the pipeline').fill('Partners')
  await page.getByRole('button', { name: 'Create the pipeline' }).click()
  await expect(page.getByRole('navigation', { name: 'Pipelines' }).getByText('Partners')).toBeVisible()
  await expect(stage(page, 'Negotiate')).toBeVisible()
  await page.getByRole('button', { name: 'New deal' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('First partner')
  await page.getByRole('button', { name: 'Create the deal' }).click()
  await expect(page.getByRole('complementary', { name: 'First partner' })).toBeVisible()
  await expect(card(page, 'First partner')).toBeVisible()
})

test('a long column is loaded as one scrolls, with few cards in the page', async ({ browser }) => {
  const page = await demoPage(browser, '/pipeline')
  const cards = stage(page, 'Qualify').locator('.cards')
  await expect(cards.locator('.deal[data-card]').first()).toBeVisible()
  const height = () => cards.evaluate(element => element.scrollHeight)
  const before = await height()
  for (let n = 0; n < 12; n++) {
    await cards.evaluate(element => element.scrollTo(0, element.scrollHeight))
    await page.waitForTimeout(120)
  }
  expect(await height()).toBeGreaterThan(before * 2)
  expect(await cards.locator('.deal[data-card]').count()).toBeLessThan(30)
})

test('a card on its way to another stage is drawn once, though an earlier move of it settles meanwhile', async ({
  browser,
}) => {
  const { page } = await board(browser)
  await page.evaluate(() => {
    const most = () => {
      const drawn = document.querySelectorAll('.deal[data-card] h3')
      const robots = [...drawn].filter(({ textContent }) => textContent === 'Robot cell').length
      document.body.dataset.robots = String(Math.max(robots, Number(document.body.dataset.robots ?? 0)))
    }
    most()
    new MutationObserver(most).observe(document.body, { subtree: true, childList: true })
  })
  // The first move is still on its way when the next begins.
  await page.route('**/move', async route => {
    await new Promise(resolve => setTimeout(resolve, 1500))
    await route.continue()
  })
  let settled = 0
  page.on('response', answer => {
    if (answer.url().endsWith('/move')) settled++
  })
  await card(page, 'Robot cell').focus()
  for (const key of ['Space', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  await expect.poll(() => namesIn(page, 'Qualify')).toEqual(['Cold store', 'Robot cell', 'Bottling line'])
  await expect(card(page, 'Robot cell')).toBeFocused()
  for (const key of ['Space', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  await expect.poll(() => settled).toBe(2)
  await expect.poll(() => namesIn(page, 'Discover')).toEqual(['Robot cell'])
  await expect.poll(() => namesIn(page, 'Qualify')).toEqual(['Cold store', 'Bottling line'])
  await expect(page.locator('body')).toHaveAttribute('data-robots', '1')
})

test('a column read far down stays so when a deal changes elsewhere', async ({ browser }) => {
  const page = await demoPage(browser, '/pipeline')
  const cards = stage(page, 'Qualify').locator('.cards')
  await expect(cards.locator('.deal[data-card]').first()).toBeVisible()
  const height = () => cards.evaluate(element => element.scrollHeight)
  const before = await height()
  await expect(async () => {
    await cards.evaluate(element => element.scrollTo(0, element.scrollHeight))
    expect(await height()).toBeGreaterThan(before * 2)
  }).toPass()
  const far = await height()
  const { results } = await (await page.request.get('/crm/deals?filter=status:eq:open&limit=1')).json()
  const totalsRead = page.waitForResponse(answer => answer.url().includes('/board?'))
  const changed = await page.request.patch(`/crm/deals/${results[0].id}`, {
    data: { note: `Asked again at ${Date.now()}` },
    headers: { origin: baseURL, 'if-match': `"${results[0].version}"` },
  })
  expect(changed.ok(), await changed.text()).toBe(true)
  await totalsRead
  await page.waitForTimeout(500)
  expect(await height()).toBeGreaterThanOrEqual(far)
})

for (const reader of [{}, { theme: 'dark' }, { locale: 'ar' }] as const)
  test(`the board and a drawer have no accessibility fault ${Object.values(reader).join()}`, async ({
    browser,
  }) => {
    test.slow()
    const page = await demoPage(browser, '/pipeline', reader)
    await page.locator('.deal[data-card]').first().waitFor()
    await expectAccessible(page)
    await page
      .locator('.deal[data-card]')
      .first()
      .click({ position: { x: 40, y: 70 } })
    await page.locator('.stage-path').waitFor()
    await expectAccessible(page)
  })

test('in Arabic the next stage lies to the left', async ({ browser }) => {
  const { page } = await board(browser, { locale: 'ar' })
  await card(page, 'Robot cell').focus()
  for (const key of ['Space', 'ArrowLeft', 'Enter']) await page.keyboard.press(key)
  await expect(page.locator('.stage').nth(1).getByText('Robot cell')).toBeVisible()
})

test('on a phone one stage fills the width, and the menu moves a card', async ({ browser }) => {
  const { page } = await board(browser, { phone: true })
  const box = await stage(page, 'Qualify').boundingBox()
  expect(box?.width).toBeGreaterThan(250)
  await page.getByRole('button', { name: 'Move or open Robot cell' }).tap()
  await page.getByRole('menuitem', { name: 'Move to Discover' }).tap()
  await expect(stage(page, 'Discover').getByText('Robot cell')).toBeVisible()
  await expectAccessible(page)
})

test('a filter narrows cards and totals alike', async ({ browser }) => {
  const { page, path } = await board(browser)
  await open(page, `${path}&filter=name:contains:Cold`)
  await expect(stage(page, 'Qualify').locator('.totals')).toContainText('€2.00 M')
  await expect.poll(() => namesIn(page, 'Qualify')).toEqual(['Cold store'])
  await expect(page.getByRole('group', { name: 'Name contains Cold' })).toBeVisible()
})

test('the table shows the same deals', async ({ browser }) => {
  const { page } = await board(browser)
  await page.getByRole('button', { name: 'Table' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Robot cell' })).toBeVisible()
  await expectAccessible(page)
})

test('the table begins with what is open, as the board does, and tells of all when asked', async ({
  browser,
}) => {
  const { page, stages, headers, path } = await board(browser)
  const [first] = (
    await (await page.request.get(`/crm/deals?filter=name:eq:Robot%20cell&limit=1&sort=-createdAt`)).json()
  ).results as { id: string }[]
  const won = stages.find(({ name }) => name === 'Won')
  const moved = await page.request.post(`/crm/deals/${first?.id}/move`, {
    data: { stageId: won?.id },
    headers,
  })
  expect(moved.ok(), await moved.text()).toBe(true)
  await page.goto(`${path}&as=table`)
  await expect(page.locator('.list-foot [role=status]')).toHaveText('2 deals')
  await expect(page.locator('.tabs .tab[aria-current] .count')).toHaveText('2')
  await page.getByRole('button', { name: 'Remove the filter Status' }).click()
  await expect(page.locator('.list-foot [role=status]')).toHaveText('3 deals')
  // The board has all stages anyway, and no filter to show.
  await page.getByRole('button', { name: 'Board', exact: true }).click()
  await expect(card(page, 'Robot cell')).toBeVisible()
  await expect(page.locator('fieldset.filter')).toHaveCount(0)
})

test('seven stages fit a desk without scrolling sideways', async ({ browser }) => {
  const { page } = await board(browser)
  expect(await page.locator('.board').evaluate(box => box.scrollWidth <= box.clientWidth)).toBe(true)
})

test('N asks for a new deal', async ({ browser }) => {
  const { page } = await board(browser)
  await page.keyboard.press('n')
  await expect(page.getByRole('dialog', { name: 'New deal' })).toBeVisible()
})
