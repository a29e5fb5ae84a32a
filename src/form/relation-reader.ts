import { createContext } from 'react'
import type { EntityField } from './entity-fields.ts'

/** Reads the relation of a field by its link, so that its ends can be changed. Throws Problem. */
export const RelationReader = createContext<(field: EntityField) => Promise<void>>(async () => {})
