export * from './FleetRoutes';
export * from './MiniShares';
