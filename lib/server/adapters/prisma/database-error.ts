/** What can keep the database from opening. */
type DatabaseErrorCode =
  | 'DATABASE_IN_USE'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_UNUSABLE'
  | 'DATA_FOLDER_UNUSABLE'
  | 'DISK_FULL'
  | 'MIGRATION_FAILED'

/** The message is a sentence for the operator on what to do. */
export class DatabaseError extends Error {
  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'DatabaseError'
  }
}
