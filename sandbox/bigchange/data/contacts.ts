export type Contact = {
  id: number
  name: string
  address: string
  location: { latitude: number; longitude: number } | null
}

export type Person = {
  id: string
  createdAt: string
  contactId: number
  title: string | null
  forename: string | null
  surname: string | null
  email: string | null
  mobile: string | null
  landline: string | null
  extension: string | null
  position: string | null
  department: string | null
  isOptedOut: boolean
  customFields: never[]
}

export const contacts: Contact[] = [
  {
    id: 7730412,
    name: 'Harrow Street Surgery',
    address: '12 Harrow Street, Leeds, LS1 4QX',
    location: { latitude: 53.7965, longitude: -1.5478 },
  },
  {
    id: 7730588,
    name: 'Bexley Foods, Unit 4',
    address: 'Unit 4, Crossgate Park, Wakefield, WF2 7AW',
    location: null,
  },
  { id: 7730700, name: 'Northgate Housing', address: '1 Northgate, York, YO1 7DX', location: null },
]

const person = (id: string, contactId: number, name: string, more: Partial<Person> = {}): Person => {
  const [forename = '', surname = null] = name.split(' ')
  return {
    id,
    createdAt: '2025-11-04T08:00:00.0000000+00:00',
    contactId,
    title: null,
    forename,
    surname,
    email: `${forename.toLowerCase()}@example.com`,
    mobile: null,
    landline: null,
    extension: null,
    position: null,
    department: null,
    isOptedOut: false,
    customFields: [],
    ...more,
  }
}

const forenames = ['Ada', 'Ben', 'Cleo', 'Dev', 'Esme', 'Finn', 'Gwen', 'Hugo', 'Iris', 'Jon']
const surnames = ['Abbott', 'Byrne', 'Cole', 'Dhillon', 'Ellis', 'Fox']

/** The first person of a contact is its primary one; of the last contact there are 60. */
export const persons: Person[] = [
  person('5f0d1c9a-7b42-4e1f-9c3d-2a6be81f4d07', 7730412, 'Dana Whitlock', {
    position: 'Practice manager',
    mobile: '+44 7700 900101',
  }),
  person('0b9b6a52-3c1d-4f66-8a0e-51c0f2d7e9a1', 7730412, 'Leo Marsh', {
    position: 'Caretaker',
    landline: '+44 113 496 0102',
    extension: '14',
  }),
  person('7e2a4c10-95d8-4b3f-b6a7-08d3c4e5f6b2', 7730412, 'Nina Rowe', { title: 'Dr', email: null }),
  // Texts that the vendor does not call nullable, and that are null all the same.
  person('a4c8e1f3-2b6d-4097-9e5a-c7d8f9a0b1c3', 7730412, 'Reception', { surname: null, email: null }),
  person('c81e6a34-0d95-4b7e-8f12-6d4f90a3b5e2', 7730588, 'Marek Osei', { position: 'Shift lead' }),
  person('d92f7b45-1ea6-4c8f-9a23-7e5fa1b4c6f3', 7730588, 'Tess Lund', { department: 'Cold store' }),
  ...Array.from({ length: 60 }, (_, n) =>
    person(
      `e0000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`,
      7730700,
      `${forenames[n % 10]} ${surnames[Math.floor(n / 10)]}`,
      { position: n === 0 ? 'Property manager' : 'Tenant' },
    ),
  ),
]
