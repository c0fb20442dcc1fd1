/** Where made-up people are from, and on what; the numbers are weights. Null: not known. */
export const COUNTRIES = [
  [28, 'DE'],
  [17, 'US'],
  [15, 'IN'],
  [9, 'BR'],
  [8, 'FR'],
  [8, 'GB'],
  [5, 'JP'],
  [4, 'PL'],
  [6, null],
] as const
export const PLATFORMS = [
  [68, 'browser'],
  [32, 'pwa'],
] as const
