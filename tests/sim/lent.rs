//! Open databases, lent to one command after another: opening costs more than most of what a command does.

use std::{
    cell::RefCell,
    ops::{Deref, DerefMut},
    path::{Path, PathBuf},
    rc::Rc,
};

use arb::store::{Create, Machine, Store};

/// Connections that nobody uses.
#[derive(Clone)]
pub struct Stores {
    path: PathBuf,
    free: Rc<RefCell<Vec<Store>>>,
}

impl Stores {
    pub fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), free: Rc::default() }
    }

    /// A connection on this machine, until it is dropped.
    pub fn lend(&self, machine: Box<dyn Machine>) -> Lent {
        let store = self.free.borrow_mut().pop().unwrap_or_else(|| Store::open(&self.path, Create::No).unwrap());
        Lent { store: Some(store.on(machine)), free: Rc::clone(&self.free) }
    }
}

/// A connection in use: dropping it is the end of the process that has it.
pub struct Lent {
    store: Option<Store>,
    free: Rc<RefCell<Vec<Store>>>,
}

impl Deref for Lent {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store.as_ref().expect("it is there until it is dropped")
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut Store {
        self.store.as_mut().expect("it is there until it is dropped")
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.free.borrow_mut().extend(self.store.take());
    }
}
