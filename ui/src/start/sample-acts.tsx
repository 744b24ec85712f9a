import { Match, Switch } from 'solid-js'
import { format } from '../app/format'
import { Button } from '../parts/button/button'
import { Progress } from '../parts/state/progress'
import type { SampleData } from './sample-data'
import { t } from './start.text'

/** What can be done about the sample data: have it made, and, once it is there, taken away again; while either lasts, how far it is. */
export function SampleActs(props: { data: SampleData; there: boolean; next: boolean }) {
  const telling = () => t(props.data.job()?.state === 'undoing' ? 'sample.removing' : 'sample.making')
  return (
    <Switch
      fallback={
        <Button
          tone={props.next ? 'primary' : undefined}
          busy={props.data.busy()}
          onClick={() => void props.data.make()}
        >
          {t('sample.action')}
        </Button>
      }
    >
      <Match when={props.data.isGoing()}>
        <div class="going" role="status">
          <Progress share={props.data.share()} label={telling()} />
          <span class="small num">{`${telling()} ${format.percent(props.data.share())}`}</span>
        </div>
      </Match>
      <Match when={props.there}>
        <Button busy={props.data.busy()} onClick={() => void props.data.remove()}>
          {t('sample.remove')}
        </Button>
      </Match>
    </Switch>
  )
}
