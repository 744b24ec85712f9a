import { Router } from '@solidjs/router'
import { FileRoutes } from '@solidjs/start/router'
import { QueryClientProvider } from '@tanstack/solid-query'
import { ErrorBoundary, Suspense } from 'solid-js'
import { CrashPage } from './app/crash-page'
import { makeQueryClient } from './app/query'
import { TooltipHost } from './parts/overlay/tooltip'
import { Toasts } from './parts/toast/toasts'
import './app/app.css'

export default function App() {
  const client = makeQueryClient()
  return (
    <QueryClientProvider client={client}>
      <Router
        root={props => (
          <>
            <ErrorBoundary fallback={error => <CrashPage error={error} />}>
              <Suspense>{props.children}</Suspense>
            </ErrorBoundary>
            <Toasts />
            <TooltipHost />
          </>
        )}
      >
        <FileRoutes />
      </Router>
    </QueryClientProvider>
  )
}
