import { expect, type Page } from '@playwright/test'
import type { AnswerOf } from '@sextant/edge/app/contract'

/** Makes a lead as whoever is signed in on the page. */
export const createLead = async (page: Page, values: Record<string, unknown>) => {
  const origin = new URL(page.url()).origin
  const answer = await page.request.post('/crm/leads', { data: values, headers: { origin } })
  expect(answer.status(), await answer.text()).toBe(201)
  const lead: AnswerOf<'post', '/crm/leads'> = await answer.json()
  return lead
}

/** Changes a lead as from another window. */
export const change = async (page: Page, id: string, values: Record<string, unknown>) => {
  const origin = new URL(page.url()).origin
  const answer = await page.request.patch(`/crm/leads/${id}`, { data: values, headers: { origin } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

export const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
export const cell = (page: Page, name: string, column: number) =>
  row(page, name).locator(`[data-cell$=":${column}"]`)
export const valueColumn = 4
export const statusColumn = 2
