export { CalendarPage as default } from '../../activities/calendar/calendar-page'
