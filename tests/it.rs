//! The one integration test binary: a module per command.

#![allow(clippy::unwrap_used, reason = "in a test an unwrap is an assertion")]

mod it {
    mod amazon_business;
    mod amazon_selling;
    mod analyze;
    mod arming;
    mod audit;
    mod autonomy;
    mod buy;
    mod buy_robust;
    mod config;
    mod content;
    mod contracts;
    mod corrupt;
    mod db;
    mod doctor;
    mod ebay_contracts;
    mod ebay_selling;
    mod ebay_signatures;
    mod examples;
    mod exits;
    mod exports;
    mod fault_shop;
    mod fees;
    mod generated;
    mod halt;
    mod hostile_model;
    mod house;
    mod identify;
    mod keepa;
    pub mod kit;
    mod ledger;
    mod limits;
    mod list;
    mod listing_effects;
    mod live;
    mod migration;
    mod notifications;
    mod pages_benchmark;
    mod paper;
    mod pipe;
    mod price;
    mod process;
    mod proving;
    mod readers;
    mod readme;
    mod reconcile;
    mod refund;
    mod report;
    mod reprice;
    mod robust;
    mod round;
    mod sandbox;
    mod selling;
    mod shared_quota;
    mod sieve;
    mod sinks;
    mod stock_outbox;
    mod support;
    mod triage;
    mod two_channels;
    mod upload;
    mod verify;
    mod web;
    mod web_built;
}
