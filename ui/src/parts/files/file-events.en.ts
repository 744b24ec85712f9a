export default {
  added: 'File added: {name}',
  renamed: 'File renamed to {name}',
  was: 'It was called {name}',
  removed: 'File removed: {name}',
  restored: 'File brought back: {name}',
  cleared: 'File checked, nothing found: {name}',
  refused: 'File refused by the scanner: {name}',
  purged: 'File deleted for good: {name}',
  'moved.along': {
    one: '{n} file went along with the conversion',
    other: '{n} files went along with the conversion',
  },
  'moved.came': { one: '{n} file came along from the lead', other: '{n} files came along from the lead' },
  'moved.back': { one: '{n} file went back to the lead', other: '{n} files went back to the lead' },
  'moved.returned': {
    one: '{n} file came back, as the conversion was undone',
    other: '{n} files came back, as the conversion was undone',
  },
} as const
