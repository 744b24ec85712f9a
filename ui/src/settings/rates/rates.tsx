import type { RateSettings, RatesOn } from '@sextant/db/rates/rates.model'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { Loaded } from '../../parts/state/loaded'
import { RateSource } from './rate-source'
import { RateTable } from './rate-table'
import { t } from './rates.text'

const fetchingMs = 1000

/** Where exchange rates come from, those in force today, and ways to enter others. */
export function Rates() {
  const query = useQuery(() => ({
    queryKey: ['exchange_rate', 'settings'],
    queryFn: async ({ signal }): Promise<{ settings: RateSettings; now: RatesOn }> => {
      const [settings, now] = await Promise.all([
        api.get('/crm/rates/settings', { signal }),
        api.get('/crm/rates/on', { signal }),
      ])
      return { settings, now }
    },
    refetchInterval: ({ state }) => (state.data?.settings.fetching ? fetchingMs : false),
  }))
  return (
    <Loaded query={query} failed={t('rates.failed')}>
      {known => (
        <>
          <RateSource settings={known().settings} used={known().now.rates.length > 0} />
          <RateTable now={known().now} />
        </>
      )}
    </Loaded>
  )
}
