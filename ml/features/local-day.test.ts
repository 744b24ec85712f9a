import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { localDayIn } from './local-day'

const zones = [
  'UTC',
  'Asia/Riyadh',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
]

test('the day is the one that the clocks of the zone show, at every moment', () => {
  const days = new Map(zones.map(zone => [zone, localDayIn(zone)]))
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2040, 0) }),
      (zone, at) => {
        const [day, month, year] = new Intl.DateTimeFormat('en-GB', {
          timeZone: zone,
          year: 'numeric',
          month: '2-digit',
          day: '2-digit',
        })
          .format(at)
          .split('/')
        expect(days.get(zone)!(at)).toBe(`${year}-${month}-${day}`)
      },
    ),
  )
})
