/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('postures', table => {
    table.text('remedies').notNullable().defaultTo('[]').comment('JSON');
    table
      .boolean('remedies_pending')
      .notNullable()
      .defaultTo(false)
      .comment('The posture has changed since they were worked out');
  });
  await knex.schema.alterTable('clusters', table => {
    table.text('last_synced_at').comment('When postures were last in step');
    table.text('activity').comment('How following it goes; JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('clusters', table => {
    table.dropColumn('activity');
    table.dropColumn('last_synced_at');
  });
  await knex.schema.alterTable('postures', table => {
    table.dropColumn('remedies_pending');
    table.dropColumn('remedies');
  });
};
