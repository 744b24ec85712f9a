/** Words of the short list of activities in drawers. */
export default {
  none: 'Nothing logged and nothing to do yet.',
  failed: 'Activities could not be loaded.',
} as const
