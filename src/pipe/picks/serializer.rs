//! Walks over what is written, and keeps what stands at the nodes of a tree.

use std::sync::LazyLock;

use serde::{
    Serialize, Serializer,
    ser::{Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, SerializeTupleStruct},
};
use serde_json::Error;

use super::{Level, MOST, Node, mark};

/// What an item of an array may be called by.
static CODE: LazyLock<Level> =
    LazyLock::new(|| Level { nodes: vec![Node { column: Some(CODES), ..Node::new("code") }], marks: mark("code") });

/// The place of a code, after those of the columns.
const CODES: usize = MOST;

/// Where columns are put.
pub(super) struct Sink {
    /// The values as JSON, one after another.
    pub(super) text: Vec<u8>,
    /// Where the value of each column stands, and last the code of an item.
    pub(super) spans: [(u32, u32); MOST + 1],
    /// The key of a map as JSON.
    key: Vec<u8>,
}

impl Sink {
    pub(super) fn new() -> Self {
        Self { text: Vec::with_capacity(1024), spans: [(0, 0); MOST + 1], key: Vec::new() }
    }

    /// Keeps the value at a node, or what the nodes within it ask of it.
    fn take<T: Serialize + ?Sized>(&mut self, node: &Node, value: &T) -> Result<(), Error> {
        let Some(column) = node.column else { return value.serialize(Pick::new(&node.inner, self)) };
        let from = self.text.len();
        value.serialize(&mut serde_json::Serializer::new(&mut self.text))?;
        let place = |at: usize| u32::try_from(at).map_err(|_| Error::custom("a record is larger than 4 GiB"));
        self.spans[column] = (place(from)?, place(self.text.len())?);
        Ok(())
    }

    /// The node that an item goes by for its `code`.
    fn by_code<T: Serialize + ?Sized>(&mut self, nodes: &[Node], item: &T) -> Result<Option<usize>, Error> {
        let from = self.text.len();
        self.spans[CODES] = (0, 0);
        item.serialize(Pick::new(&CODE, self))?;
        let (start, end) = self.spans[CODES];
        let code = &self.text[start as usize..end as usize];
        let found = nodes.iter().position(|node| node.item.is_none() && node.quoted.as_bytes() == code);
        self.text.truncate(from);
        Ok(found)
    }
}

/// Looks for nodes in a value. What is no object and no array holds none.
pub(super) struct Pick<'n, 's> {
    level: &'n Level,
    sink: &'s mut Sink,
    /// The node that the next value of a map stands at.
    at: Option<&'n Node>,
    /// Items of an array that went by, and a bit for each node that has its own.
    items: usize,
    taken: u64,
    /// Fields that are still looked for in a struct, which has each but once.
    left: usize,
}

impl<'n, 's> Pick<'n, 's> {
    pub(super) fn new(level: &'n Level, sink: &'s mut Sink) -> Self {
        Self { level, sink, at: None, items: 0, taken: 0, left: level.nodes.len() }
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Error> {
        if self.left == 0 {
            return Ok(());
        }
        match self.level.find(key) {
            Some(node) => {
                self.left -= 1;
                self.sink.take(node, value)
            }
            None => Ok(()),
        }
    }

    /// An item by its place, or the first by its `code`.
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let here = self.items;
        self.items += 1;
        let nodes = &self.level.nodes;
        let coded = nodes.iter().any(|node| node.item.is_none());
        let code = if coded { self.sink.by_code(nodes, value)? } else { None };
        for (place, node) in nodes.iter().enumerate() {
            let wanted = node.item.map_or(code == Some(place), |item| item == here);
            if wanted && self.taken & (1 << place) == 0 {
                self.taken |= 1 << place;
                self.sink.take(node, value)?;
            }
        }
        Ok(())
    }
}

/// Values with nothing in them.
macro_rules! scalars {
    ($($name:ident: $type:ty),* $(,)?) => {
        $(fn $name(self, _: $type) -> Result<(), Error> {
            Ok(())
        })*
    };
}

impl<'n, 's> Serializer for Pick<'n, 's> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Error>;

    scalars!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str);

    fn serialize_none(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.field(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(Error::custom(format!("`{variant}` goes the long way")))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(Error::custom(format!("`{variant}` goes the long way")))
    }
}

impl SerializeStruct for Pick<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl SerializeMap for Pick<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.sink.key.clear();
        key.serialize(&mut serde_json::Serializer::new(&mut self.sink.key))?;
        self.at = self.level.nodes.iter().find(|node| node.quoted.as_bytes() == self.sink.key);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        match self.at.take() {
            Some(node) => self.sink.take(node, value),
            None => Ok(()),
        }
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

/// Arrays of any kind.
macro_rules! arrays {
    ($($kind:ident $method:ident),*) => {
        $(impl $kind for Pick<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.item(value)
            }

            fn end(self) -> Result<(), Error> {
                Ok(())
            }
        })*
    };
}

arrays!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field);
