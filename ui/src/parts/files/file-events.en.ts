export default {
  added: 'File added: {name}',
  renamed: 'File renamed to {name}',
  was: 'It was called {name}',
  removed: 'File removed: {name}',
  restored: 'File brought back: {name}',
  cleared: 'File checked, nothing found: {name}',
  refused: 'File refused by the scanner: {name}',
  purged: 'File deleted for good: {name}',
} as const
