/** Texts by culture. */
export type Labels = Record<string, string>
type OptionList = Record<string, Labels>

/** The cultures that texts exist in. */
export const hubCultures = ['en-US', 'nl-NL']

const types: OptionList = labelled({
  Distribution: ['Distribution', 'Distributie'],
  PrintEntityGeneration: ['Print entity generation', 'Genereren van drukwerk'],
  Fetch: ['Fetch', 'Ophalen'],
  Import: ['Import', 'Import'],
  MassEdit: ['Mass edit', 'Massabewerking'],
  Upload: ['Upload', 'Upload'],
  Processing: ['Processing', 'Verwerking'],
  Checkout: ['Check-out', 'Uitchecken'],
  Checkin: ['Check-in', 'Inchecken'],
  Discard: ['Discard', 'Verwerpen'],
  Download: ['Download', 'Download'],
  Custom: ['Custom', 'Aangepast'],
  Publishing: ['Publishing', 'Publicatie'],
  System: ['System', 'Systeem'],
  Maintenance: ['Maintenance', 'Onderhoud'],
  Migration: ['Migration', 'Migratie'],
  Command: ['Command', 'Opdracht'],
  MachineLearning: ['Machine learning', 'Machinaal leren'],
  EmailJob: ['E-mail', 'E-mail'],
  ContentPublishing: ['Content publishing', 'Contentpublicatie'],
})

const states: OptionList = labelled({
  Created: ['Created', 'Aangemaakt'],
  Pending: ['Pending', 'In wachtrij'],
  InProgress: ['In progress', 'Bezig'],
  Completed: ['Completed', 'Voltooid'],
  Cancelled: ['Cancelled', 'Geannuleerd'],
  Pre_Waiting: ['Pre: waiting', 'Vooraf: wacht'],
  Pre_Pending: ['Pre: pending', 'Vooraf: in wachtrij'],
  Pre_InProgress: ['Pre: in progress', 'Vooraf: bezig'],
  Pre_Completed: ['Pre: completed', 'Vooraf: voltooid'],
  Processing_Created: ['Processing: created', 'Verwerking: aangemaakt'],
  Processing_Waiting: ['Processing: waiting', 'Verwerking: wacht'],
  Processing_Pending: ['Processing: pending', 'Verwerking: in wachtrij'],
  Processing_InProgress: ['Processing: in progress', 'Verwerking: bezig'],
  Processing_Completed: ['Processing: completed', 'Verwerking: voltooid'],
  Post_Waiting: ['Post: waiting', 'Achteraf: wacht'],
  Post_Pending: ['Post: pending', 'Achteraf: in wachtrij'],
  Post_InProgress: ['Post: in progress', 'Achteraf: bezig'],
  Post_Completed: ['Post: completed', 'Achteraf: voltooid'],
})

const conditions: OptionList = labelled({
  Pending: ['Pending', 'In afwachting'],
  Success: ['Success', 'Geslaagd'],
  Failure: ['Failure', 'Mislukt'],
  None: ['None', 'Geen'],
  Cancelled: ['Cancelled', 'Geannuleerd'],
})

/** Identifiers and labels that option properties may take, by list. */
export const optionLists = { types, states, conditions }

function labelled(list: Record<string, [english: string, dutch: string]>): OptionList {
  return Object.fromEntries(
    Object.entries(list).map(([id, [english, dutch]]) => [id, { 'en-US': english, 'nl-NL': dutch }]),
  )
}
