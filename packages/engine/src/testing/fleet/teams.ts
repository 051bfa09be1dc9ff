/** A team of the fleet with its services; each runs once in every environment. */
export interface Team {
  readonly name: string;
  readonly title: string;
  readonly system: string;
  readonly services: readonly string[];
}

export type Environment = 'prod' | 'staging' | 'dev';

export const environments: readonly Environment[] = ['prod', 'staging', 'dev'];

/** Twelve teams of a travel company, fifty services. */
export const teams: readonly Team[] = [
  {
    name: 'flights',
    title: 'Flights',
    system: 'trips',
    services: ['flight-search', 'flight-offers', 'seat-maps', 'fare-rules'],
  },
  {
    name: 'hotels',
    title: 'Hotels',
    system: 'trips',
    services: ['hotel-search', 'room-rates', 'hotel-content', 'hotel-reviews'],
  },
  {
    name: 'rail',
    title: 'Rail',
    system: 'trips',
    services: ['rail-timetable', 'rail-tickets', 'rail-realtime', 'rail-seats'],
  },
  {
    name: 'cars',
    title: 'Cars',
    system: 'trips',
    services: ['car-search', 'car-fleet', 'car-insurance', 'car-depots'],
  },
  {
    name: 'booking',
    title: 'Booking',
    system: 'orders',
    services: [
      'basket',
      'booking-api',
      'booking-events',
      'itineraries',
      'cancellations',
    ],
  },
  {
    name: 'payment',
    title: 'Payment',
    system: 'orders',
    services: [
      'card-payments',
      'wallets',
      'refunds',
      'fraud-check',
      'ledger-feed',
    ],
  },
  {
    name: 'identity-travel',
    title: 'Identity',
    system: 'travellers',
    services: ['login', 'traveller-profile', 'consents', 'session-store'],
  },
  {
    name: 'loyalty-travel',
    title: 'Loyalty',
    system: 'travellers',
    services: ['points', 'tiers', 'vouchers', 'partner-miles'],
  },
  {
    name: 'support-travel',
    title: 'Support',
    system: 'travellers',
    services: ['chat', 'tickets-desk', 'knowledge-base', 'callbacks'],
  },
  {
    name: 'mobile',
    title: 'Mobile',
    system: 'channels',
    services: ['mobile-bff', 'push-messages', 'app-config', 'deep-links'],
  },
  {
    name: 'partner-channel',
    title: 'Partner channel',
    system: 'channels',
    services: ['partner-api', 'partner-feeds', 'white-label', 'affiliates'],
  },
  {
    name: 'data-travel',
    title: 'Data',
    system: 'insight',
    services: [
      'events-intake',
      'metrics-export',
      'price-forecast',
      'search-index',
    ],
  },
];

export const systems: Readonly<Record<string, string>> = {
  trips: 'Everything that can be booked.',
  orders: 'From the basket to the money.',
  travellers: 'Who travels, and how they are looked after.',
  channels: 'Where customers and partners come in.',
  insight: 'What happened, and what will.',
};

export function namespaceOf(team: Team, environment: Environment): string {
  return `${team.name}-${environment}`;
}
