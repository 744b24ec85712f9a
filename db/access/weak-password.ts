import { type Fault, invalid } from '../core/errors'

/** A password that is easy to guess. */
export const guessable = (): Fault =>
  invalid([
    {
      pointer: '/password',
      code: 'password_guessable',
      message: 'This password is easy to guess. Choose another.',
      params: { field: 'password' },
    },
  ])
