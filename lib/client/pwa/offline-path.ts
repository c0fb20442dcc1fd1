/** The page that stands in when there is no network; `?locale=` names its language. */
export const OFFLINE_PATH = '/offline'
