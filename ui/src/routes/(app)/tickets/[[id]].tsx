export { TicketsPage as default } from '../../../tickets/tickets-page'
