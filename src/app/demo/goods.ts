/** What shops sell. Prices are in US cents; a shop's own price lies up to 15 % around it. */
export interface Good {
  readonly name: string
  readonly cents: number
  readonly group: string
}

export type Category = keyof typeof goods

type Shelf = Readonly<Record<string, readonly (readonly [name: string, dollars: number])[]>>

const shelves = {
  lighting: {
    Lamps: [
      ['Arc Floor Lamp', 249],
      ['Desk Lamp', 79],
      ['Paper Lantern', 29],
      ['Reading Light', 39],
      ['Bedside Lamp', 59],
    ],
    Pendants: [
      ['Brass Pendant', 189],
      ['Glass Pendant', 149],
      ['Chandelier', 640],
    ],
    Bulbs: [
      ['Filament Bulb', 9],
      ['Smart Bulb', 24],
      ['Bulb, Pack of Six', 32],
    ],
  },
  outdoor: {
    Shelter: [
      ['Two-Person Tent', 329],
      ['Tarp', 89],
      ['Hammock', 69],
    ],
    Carry: [
      ['Day Pack', 95],
      ['Trekking Pack 60 l', 219],
      ['Dry Bag', 25],
    ],
    Camp: [
      ['Gas Stove', 64],
      ['Steel Mug', 16],
      ['Head Torch', 42],
      ['Down Sleeping Bag', 385],
      ['Sleeping Mat', 110],
    ],
  },
  stationery: {
    Paper: [
      ['Dotted Notebook', 18],
      ['Sketch Book', 24],
      ['Letter Set', 21],
      ['Wall Planner', 34],
    ],
    Pens: [
      ['Fountain Pen', 89],
      ['Gel Pens, Set of Five', 14],
      ['Brush Pen', 11],
      ['Ink, Midnight', 17],
    ],
    Desk: [
      ['Leather Pad', 120],
      ['Pen Tray', 38],
      ['Brass Ruler', 22],
    ],
  },
  kitchen: {
    Cookware: [
      ['Copper Saucepan', 210],
      ['Cast Iron Pan', 95],
      ['Stock Pot', 130],
      ['Wok', 78],
    ],
    Knives: [
      ['Chef’s Knife', 165],
      ['Bread Knife', 85],
      ['Paring Knife', 45],
    ],
    Table: [
      ['Linen Napkins', 36],
      ['Dinner Plates, Set of Four', 72],
      ['Carafe', 41],
      ['Stand Mixer', 549],
    ],
  },
  cycling: {
    Bikes: [
      ['City Bike', 890],
      ['Gravel Bike', 2390],
      ['Kids’ Bike', 340],
    ],
    Parts: [
      ['Brooks Saddle', 140],
      ['Chain', 38],
      ['Brake Pads', 22],
      ['Tyre 700c', 49],
    ],
    Wear: [
      ['Helmet', 98],
      ['Rain Cape', 85],
      ['Gloves', 35],
    ],
  },
  audio: {
    Listening: [
      ['Open Headphones', 349],
      ['In-Ear Monitors', 179],
      ['Bookshelf Speakers', 620],
      ['Turntable', 480],
    ],
    Records: [
      ['LP, New Release', 29],
      ['LP, Reissue', 34],
      ['Box Set', 110],
    ],
    Cables: [
      ['Speaker Cable', 42],
      ['Phono Cable', 36],
      ['Needle', 88],
    ],
  },
  fashion: {
    Tops: [
      ['Linen Shirt', 79],
      ['Wool Jumper', 129],
      ['T-Shirt', 29],
      ['Silk Blouse', 149],
    ],
    Bottoms: [
      ['Selvedge Jeans', 159],
      ['Pleated Skirt', 98],
      ['Chinos', 89],
    ],
    Accessories: [
      ['Leather Belt', 65],
      ['Scarf', 49],
      ['Tote Bag', 35],
      ['Winter Coat', 420],
    ],
  },
  home: {
    Textiles: [
      ['Wool Throw', 139],
      ['Cushion Cover', 32],
      ['Linen Sheets', 210],
      ['Bath Towels', 58],
    ],
    Furniture: [
      ['Oak Stool', 180],
      ['Side Table', 260],
      ['Armchair', 980],
      ['Wall Shelf', 120],
    ],
    Scent: [
      ['Candle', 28],
      ['Room Diffuser', 46],
      ['Soap Bar', 9],
    ],
  },
  coffee: {
    Beans: [
      ['House Blend 1 kg', 32],
      ['Single Origin 250 g', 17],
      ['Decaf 250 g', 16],
    ],
    Tea: [
      ['Sencha 100 g', 19],
      ['Masala Chai 200 g', 14],
      ['Matcha 50 g', 36],
    ],
    Gear: [
      ['Hand Grinder', 145],
      ['Pour-Over Set', 62],
      ['Kettle, Gooseneck', 110],
      ['Espresso Machine', 899],
    ],
  },
  toys: {
    Building: [
      ['Wooden Blocks', 49],
      ['Marble Run', 75],
      ['Train Set', 119],
    ],
    Plush: [
      ['Bear', 34],
      ['Owl', 29],
      ['Giant Whale', 145],
    ],
    Games: [
      ['Memory Game', 19],
      ['Puzzle 1,000', 24],
      ['Strategy Game', 59],
      ['Dolls’ House', 230],
    ],
  },
  garden: {
    Plants: [
      ['Olive Tree', 189],
      ['Monstera', 45],
      ['Herb Trio', 21],
      ['Rose Bush', 38],
    ],
    Tools: [
      ['Secateurs', 58],
      ['Watering Can', 44],
      ['Spade', 69],
      ['Wheelbarrow', 175],
    ],
    Pots: [
      ['Terracotta Pot', 18],
      ['Glazed Planter', 85],
      ['Hanging Basket', 27],
    ],
  },
} as const satisfies Record<string, Shelf>

export const goods = shelves

/** Everything that a shop of this category may list, in the order of the shelf. */
export function goodsOf(category: Category): readonly Good[] {
  return Object.entries(shelves[category] as Shelf).flatMap(([group, entries]) =>
    entries.map(([name, dollars]) => ({ name, cents: dollars * 100, group })),
  )
}
