import type { DocumentComponentProps } from '@solidjs/start/server'
import { preferences } from './preferences'

/** The page around the app. Language, direction and theme are known here, so nothing flashes. */
export function Document(props: DocumentComponentProps) {
  const { locale, dir, theme } = preferences()
  return (
    <html lang={locale} dir={dir} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {props.assets}
      </head>
      <body>
        <div id="app">{props.children}</div>
        {props.scripts}
      </body>
    </html>
  )
}
