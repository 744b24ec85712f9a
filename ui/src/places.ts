import { activitiesPlace, calendarPlace } from './activities/place'
import type { Place } from './app/place'
import { bulkPlace } from './bulk/place'
import { contactsPlace } from './contacts/place'
import { conversationsPlace } from './conversations/place'
import { customersPlace } from './customers/place'
import { dealsPlace } from './deals/place'
import { importsPlace } from './imports/place'
import { leadsPlace } from './leads/place'
import { modelsPlace } from './models/place'
import { productsPlace } from './products/place'
import { quotesPlace } from './quotes/place'
import { settingsPlace } from './settings/place'
import { ticketsPlace } from './tickets/place'

/** The one list of places, in the order of the navigation. A new area adds its line here. */
export const places: readonly Place[] = [
  leadsPlace,
  dealsPlace,
  quotesPlace,
  customersPlace,
  contactsPlace,
  productsPlace,
  ticketsPlace,
  activitiesPlace,
  calendarPlace,
  conversationsPlace,
  modelsPlace,
  importsPlace,
  bulkPlace,
  settingsPlace,
]
