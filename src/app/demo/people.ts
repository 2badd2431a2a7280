import type { Chance } from './random.ts'

/** Somebody who doesn't exist: the mail domains are the ones that RFC 2606 keeps for examples. */
export interface Person {
  readonly name: string
  readonly email: string
}

export function person(chance: Chance, number: number): Person {
  const first = chance.pick(firstNames)
  const last = chance.pick(lastNames)
  const mailbox = `${plain(first)}.${plain(last)}${number}`
  return { name: `${first} ${last}`, email: `${mailbox}@${chance.pick(domains)}` }
}

/** From the block 555-0100 … 0199 of each North American area code, kept free for fiction. */
export function phone(chance: Chance): string {
  return `+1${chance.between(212, 989)}55501${String(chance.below(100)).padStart(2, '0')}`
}

export const domains = ['example.com', 'example.org', 'example.net']

// Only letters that decompose: what is left of é is e.
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z]/g, '')
    .toLowerCase()
}

const firstNames = words(`
  Ada Adrián Aisha Akira Alba Amara Amélie Anders Anika Aoife Arjun Astrid Aya Beatriz Benjamin Björn Camila Carlos
  Cécile Chiara Chidi Clara Daniel Darius Diego Dina Elena Elif Emeka Emil Emma Esra Eva Farah Fatima Felix Fiona
  Freya Gabriel Giulia Grace Hana Hannah Haruto Henrik Hugo Ibrahim Ines Ingrid Isabel Ivan Jakob James Jana Jin
  João Jonas Julia Jun Karim Kateryna Kenji Kofi Lars Laura Layla Leila Léa Liam Linh Lucas Lucía Maja Malik Mandla
  Marco Mariana Marta Mateo Maya Mei Mikael Milan Mina Naledi Nadia Niamh Nina Noah Noor Nora Oliver Olivia Omar
  Oscar Paula Pedro Petra Priya Quentin Rafael Rania Ravi René Renata Rosa Ruth Sakura Salma Samuel Sara Sebastián
  Selma Sofia Søren Sunita Tariq Tess Thandi Theo Thomas Tiago Uma Valentina Victor Wei Wanjiru Yara Yuki Yusuf Zoë
`)

const lastNames = words(`
  Abara Abe Adeyemi Ahmadi Almeida Andersen Araújo Baker Banerjee Bauer Becker Bello Bergström Bianchi Bondarenko
  Brown Carvalho Castillo Chen Cohen Costa Cruz Dahl Delgado Dimitrov Dubois Dupont Eriksson Evans Fernández Ferrari
  Fischer Fofana Fontaine Fujita García Gómez Greco Gupta Haddad Hansen Hassan Hernández Hoffmann Horvat Hughes
  Ishikawa Ito Ivanova Jansen Jensen Johansson Jones Kamau Kapoor Kaya Keller Khan Kim Klein Kobayashi Kovács Krause
  Kumar Laurent Lefèvre Leroy Lewis Lindqvist Liu López Makgoba Marino Martín Mbeki Mehta Mendes Meyer Moore Moreau
  Morales Moreno Müller Murphy Nakamura Naidoo Ndiaye Nguyen Nielsen Novak Nowak Núñez Oconnor Okafor Oliveira
  Osei Ozturk Park Patel Pereira Petrov Pham Popescu Quispe Rahman Ramírez Reyes Ricci Rivera Rossi Roux Ryan Sato
  Schmidt Schneider Sharma Silva Singh Smith Sokolov Suzuki Svensson Takahashi Tan Taylor Thompson Torres Tran Tóth
  Vargas Vasquez Villanueva Virtanen Wagner Walker Wang Weber Wilson Wright Yamamoto Yilmaz Zhang Zimmermann
`)

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
