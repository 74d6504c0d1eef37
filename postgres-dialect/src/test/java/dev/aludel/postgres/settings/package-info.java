/** What is set about objects by statements of its own: privileges, owners, storage, and how tables hang together. */
package dev.aludel.postgres.settings;
